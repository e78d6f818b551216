import Brokerage

/// Draws the population of a server: who there is, how each trades, and who is tied to whom.
struct PopulationPlan {
    /// An account's first day.
    struct Arrival: Sendable {
        var account: Int
        var time: Int64
        var deposit: Money
        var firstAct: Int64
        var usesCashDesk = true
    }

    private(set) var server: TradingServer
    private(set) var traders: [any Strategy] = []
    private(set) var followings: [Following] = []
    private(set) var truth: [TruthEntry] = []
    private(set) var arrivals: [Arrival] = []
    private let seed: UInt64
    private let origin: Int64
    private let liveFrom: Int64
    private var chance: Chance
    private var nextLogin: Int64 = 100_001
    /// Demo accounts have logins beyond 32 bits, as some brokers' have.
    private var nextDemoLogin: Int64 = 7_000_000_001
    private var agent: Int64 = 0

    private static let countries: [(String, Double)] = [
        ("United Kingdom", 12), ("Germany", 11), ("Italy", 8), ("Spain", 7), ("Poland", 6), ("France", 6), ("Cyprus", 3), ("South Africa", 5),
        ("Malaysia", 5), ("Japan", 5), ("Brazil", 4), ("United Arab Emirates", 4),
    ]

    init(seed: UInt64, origin: Int64, liveFrom: Int64, server: TradingServer) {
        (self.seed, self.origin, self.liveFrom, self.server) = (seed, origin, liveFrom, server)
        chance = Chance(seed: seed, purpose: 0x706F_7075)
    }

    /// Adds that many clients, an agent among them, and the house's own two accounts.
    mutating func fill(accounts: Int) {
        addHouse()
        addAgent()
        let tied = addTied(accounts)
        let rest = max(0, accounts - 1 - tied)
        let share = Double(rest) / 980
        let quotas: [(Behaviour, Double)] = [
            (.martingale, 120), (.grid, 60), (.scalper, 50), (.swing, 20), (.news, 15), (.latency, 10), (.latencyHidden, 5), (.swapArbitrage, 4),
        ]
        var added = 0
        for (behaviour, number) in quotas {
            let exact = number * share
            var count = Int(exact) + (chance.happens(exact - exact.rounded(.down)) ? 1 : 0)
            if rest >= 40 { count = max(1, count) }
            for _ in 0..<min(count, rest - added) { addTrader(behaviour) }
            added += min(count, rest - added)
        }
        while added < rest {
            // Two for certain, so that every server has some large orders to show.
            addTrader(.noise, isLarge: rest - added <= 2 && rest >= 20)
            added += 1
        }
    }

    // MARK: Ties

    /// Copy clusters, mirror pairs and bonus pairs. - Returns: how many accounts they took.
    private mutating func addTied(_ accounts: Int) -> Int {
        guard accounts >= 30 else { return 0 }
        let before = traders.count
        for index in 0..<max(1, accounts * 8 / 1000) { addCluster(index + 1) }
        for index in 0..<max(1, accounts * 5 / 1000) { addMirrorPair(index + 1) }
        for index in 0..<max(1, accounts * 3 / 1000) { addBonusPair(index + 1) }
        return traders.count - before
    }

    private mutating func addCluster(_ number: Int) {
        let name = "copy-\(number)"
        let leader = addTrader(chance.pick([.noise, .swing, .swing]), cluster: name, hedging: true)
        for _ in 0..<chance.whole(2...5) {
            let follower = addIdle(.copier, group: hedgingGroup(), cluster: name, deposit: 6000)
            let least = chance.uniform(50...600)
            let share = chance.uniform(0.8...1)
            follow(leader, follower, lag: least...(least + 300), share: share, ratio: chance.uniform(0.3...2.5), noise: 0.05, isOpposite: false)
            note(follower, [("lag_ms", least), ("share", share)])
        }
    }

    private mutating func addMirrorPair(_ number: Int) {
        let name = "mirror-\(number)"
        let leader = addTrader(number % 3 == 0 ? .latency : .noise, pair: name, hedging: true)
        let follower = addIdle(.mirror, group: hedgingGroup(), pair: name, deposit: 8000)
        let least = chance.uniform(100...1500)
        follow(leader, follower, lag: least...(least + 1000), share: 0.95, ratio: 1, noise: 0.04, isOpposite: true)
        note(follower, [("lag_ms", least), ("share", 0.95)])
    }

    private mutating func addBonusPair(_ number: Int) {
        let name = "bonus-\(number)"
        let plan = Chance(seed: seed, purpose: 0x626F_6E75 &+ UInt64(number))
        let symbols = ["EURUSD", "GBPUSD", "XAUUSD"].compactMap { InstrumentCatalogue.index(of: $0) }
        let start = origin + Int64(chance.uniform(0.5...3) * 86_400_000)
        guard let group = GroupCatalogue.index(of: "real\\retail\\usd") else { return }
        for takesPlanSide in [true, false] {
            let account = open(group: group, leverage: 100)
            let client = client(account, expert: 0)
            traders.append(BonusGambler(client: client, plan: plan, takesPlanSide: takesPlanSide, symbols: symbols))
            truth.append(TruthEntry(login: server.accounts[account].login, behaviour: .bonusPair, pair: name))
            arrivals.append(
                Arrival(
                    account: account, time: start - 3_600_000, deposit: Money(1000), firstAct: start + Int64(chance.unit() * 800), usesCashDesk: false
                ))
        }
    }

    private mutating func follow(
        _ leader: Int, _ follower: Int, lag: ClosedRange<Double>, share: Double, ratio: Double, noise: Double, isOpposite: Bool
    ) {
        followings.append(
            Following(
                leader: leader, follower: follower, lag: lag, share: share, ratio: ratio, ratioNoise: noise, isOpposite: isOpposite,
                chance: Chance(seed: seed, purpose: 0x666F_6C6C &+ UInt64(follower))))
    }

    // MARK: Accounts

    private mutating func addHouse() {
        guard let group = GroupCatalogue.index(of: GroupCatalogue.coverage) else { return }
        for _ in 0..<2 {
            let account = open(group: group, leverage: 100)
            traders.append(IdleClient(client: client(account, expert: 0)))
            truth.append(TruthEntry(login: server.accounts[account].login, behaviour: .coverage))
            arrivals.append(Arrival(account: account, time: origin, deposit: Money(5_000_000), firstAct: .max, usesCashDesk: false))
        }
    }

    private mutating func addAgent() {
        guard let group = GroupCatalogue.index(of: "real\\ib\\north") else { return }
        let account = addIdle(.agent, group: group, deposit: 500)
        agent = server.accounts[account].login
    }

    @discardableResult
    private mutating func addIdle(_ behaviour: Behaviour, group: Int, cluster: String? = nil, pair: String? = nil, deposit: Int) -> Int {
        let account = open(group: group, leverage: leverage())
        traders.append(IdleClient(client: client(account, expert: 0)))
        truth.append(TruthEntry(login: server.accounts[account].login, behaviour: behaviour, cluster: cluster, pair: pair))
        arrivals.append(
            Arrival(account: account, time: origin + Int64(chance.unit() * 3_600_000), deposit: inCurrency(Double(deposit), account), firstAct: .max))
        return account
    }

    @discardableResult
    private mutating func addTrader(
        _ behaviour: Behaviour, cluster: String? = nil, pair: String? = nil, hedging: Bool = false, isLarge: Bool = false
    ) -> Int {
        let needsHedging = hedging || behaviour != .noise
        let group = needsHedging ? hedgingGroup() : anyGroup()
        let account = open(group: group, leverage: leverage())
        let sizes: Double = behaviour == .latency || behaviour == .latencyHidden || behaviour == .swapArbitrage ? 8000 : 3500
        let deposit = (chance.logNormal(median: sizes, sigma: 0.8) / 50).rounded() * 50 + 200
        var entry = TruthEntry(login: server.accounts[account].login, behaviour: behaviour, cluster: cluster, pair: pair)
        var draw = StrategyDraw(
            behaviour: behaviour, seed: seed, account: account, liveFrom: liveFrom, deposit: deposit,
            accountLeverage: server.accounts[account].leverage, isLargeForSure: isLarge)
        let drawn = draw.make()
        entry.parameters = drawn.parameters
        truth.append(entry)
        traders.append(drawn.strategy)
        // Most clients were there before; some join while the history runs.
        let joins = chance.happens(0.85) ? 0.02 * chance.unit() : 0.9 * chance.unit()
        let time = origin + Int64(joins * Double(liveFrom - origin))
        server.accounts[account].registered = joins < 0.03 ? origin - Int64(chance.uniform(2...500) * 86_400_000) : time - 600_000
        arrivals.append(
            Arrival(
                account: account, time: time, deposit: inCurrency(max(deposit, drawn.leastDeposit), account),
                firstAct: time + Int64(chance.unit() * min(86_400_000, Double(max(1, liveFrom - time)) + 20_000))))
        return account
    }

    private mutating func open(group: Int, leverage: Int) -> Int {
        let terms = server.groups[group]
        let login: Int64
        if terms.isDemo {
            login = nextDemoLogin
            nextDemoLogin += 1
        } else {
            login = nextLogin
            nextLogin += 1
        }
        var account = ClientAccount(
            login: login, group: group, leverage: leverage, country: chance.pick(Self.countries), registered: origin - 86_400_000)
        if !terms.agentCommission.isZero { account.agent = agent }
        return server.addAccount(account)
    }

    private mutating func client(_ account: Int, expert: Int64) -> Client {
        Client(account: account, chance: Chance(seed: seed, purpose: 0x636C_6965 &+ UInt64(account)), liveFrom: liveFrom, expert: expert)
    }

    private mutating func note(_ account: Int, _ parameters: [(String, Double)]) {
        guard let index = truth.firstIndex(where: { $0.login == server.accounts[account].login }) else { return }
        truth[index].parameters = parameters
    }

    private mutating func leverage() -> Int { chance.pick([(30, 30.0), (100, 40), (200, 18), (500, 12)]) }

    private mutating func anyGroup() -> Int { chance.pick(server.groups.indices.map { ($0, server.groups[$0].weight) }) }

    private mutating func hedgingGroup() -> Int {
        chance.pick(server.groups.indices.map { ($0, server.groups[$0].isHedging ? server.groups[$0].weight : 0) })
    }

    /// A round amount worth about that many dollars.
    private func inCurrency(_ dollars: Double, _ account: Int) -> Money {
        let rate: Double =
            switch server.group(of: account).currency {
            case "JPY": 150
            case "EUR": 0.92
            case "GBP": 0.79
            default: 1
            }
        return Money(Int((dollars * rate / 50).rounded()) * 50)
    }
}
