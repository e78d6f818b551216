import Brokerage

@testable import Risk

/// A tenant's trades over some weeks, made from one seed: strangers, and whoever a test adds.
struct LinkStory {
    struct Event {
        var time: Double
        var account: Int64
        var symbol: String
        var isLong: Bool
        var lots: Double
        var price: Double
        var position: Int64
        var isOpening: Bool
        var expert: Int64 = 0
        var reason = DealReason.client
    }

    static let symbols = ["EURUSD", "GBPUSD", "USDJPY", "XAUUSD", "AUDUSD", "EURGBP"]
    static let day = 86_400.0

    var dice: Dice
    private(set) var events: [Event] = []
    private var position: Int64 = 0
    private(set) var accounts: Set<Int64> = []

    init(seed: UInt64) { dice = Dice(seed: seed) }

    /// A number from 0 to 1.
    mutating func unit() -> Double { Double(dice.below(1_000_000)) / 1e6 }
    mutating func between(_ low: Double, _ high: Double) -> Double { low + (high - low) * unit() }
    mutating func symbol() -> String { Self.symbols[dice.below(Self.symbols.count)] }

    /// A moment of trading hours, 07:00 to 21:00 UTC, on one of the days.
    mutating func moment(days: Int) -> Double { Double(dice.below(days)) * Self.day + between(-5 * 3600, 9 * 3600) }

    @discardableResult
    mutating func open(
        _ account: Int64, at time: Double, _ symbol: String, long: Bool, lots: Double = 0.1, price: Double = 1, hold: Double? = nil,
        closing: Double? = nil, expert: Int64 = 0, reason: DealReason = .client
    ) -> Event {
        position += 1
        accounts.insert(account)
        let event = Event(
            time: time, account: account, symbol: symbol, isLong: long, lots: lots, price: price, position: position, isOpening: true,
            expert: expert, reason: reason)
        events.append(event)
        if let hold {
            events.append(
                Event(
                    time: time + hold, account: account, symbol: symbol, isLong: !long, lots: lots, price: closing ?? price, position: position,
                    isOpening: false, expert: expert, reason: reason))
        }
        return event
    }

    /// Clients who know nothing of each other.
    mutating func strangers(_ ids: ClosedRange<Int64>, trades: Int, days: Int) {
        for id in ids {
            let own = symbol()
            for _ in 0..<trades {
                let time = moment(days: days)
                open(id, at: time, dice.chance(60) ? own : symbol(), long: dice.chance(50), lots: between(0.05, 2))
            }
        }
    }

    /// The whole story told to an engine, in order of time, and one late trade that lets all others through.
    func engine(_ settings: RiskSettings = RiskSettings(), shuffled: UInt64? = nil, releases: [CalendarEvent] = []) -> RiskEngine {
        var engine = RiskEngine(settings: settings)
        for release in releases { engine.apply(release) }
        let connection = ConnectionID(1)
        for id in accounts.sorted() + [9_999_999] {
            var account = Account(login: 1000 + id)
            (account.currency, account.group) = ("USD", "real\\usd")
            engine.update(account, id: AccountID(id), on: connection, scored: true)
        }
        for deal in deals(shuffled: shuffled) { engine.apply(deal.deal, id: deal.id, account: deal.account) }
        engine.refreshLinks()
        return engine
    }

    /// In order of time; `shuffled` mixes what lies within a minute of each other.
    func deals(shuffled: UInt64? = nil) -> [(id: DealID, deal: Deal, account: AccountID)] {
        let sorted = events.enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }.map(\.element)
        var deals = sorted.enumerated().map { deal($1, Int64($0 + 1)) }
        let last = (sorted.last?.time ?? 0) + 3600
        let end = Event(
            time: last, account: 9_999_999, symbol: "USDCHF", isLong: true, lots: 1, price: 1, position: 0, isOpening: true)
        if let shuffled {
            var dice = Dice(seed: shuffled)
            let moved = deals.map { ($0.deal.time.microseconds + Int64(dice.below(60_000_000)), $0) }
            deals = moved.sorted { $0.0 < $1.0 }.map(\.1)
        }
        return deals + [deal(end, Int64(deals.count + 1))]
    }

    private func deal(_ event: Event, _ id: Int64) -> (id: DealID, deal: Deal, account: AccountID) {
        var deal = Deal(ticket: id, login: 1000 + event.account, action: event.isLong ? .buy : .sell, time: Bench.time(event.time))
        (deal.symbol, deal.position, deal.entry) = (event.symbol, event.position, event.isOpening ? .in : .out)
        (deal.volume, deal.price) = (Lots(rounding: event.lots) ?? .zero, Price(rounding: event.price) ?? .zero)
        (deal.expert, deal.reason) = (event.expert, event.reason)
        return (DealID(id), deal, AccountID(event.account))
    }
}

extension RiskEngine {
    /// Members of the clusters of one kind.
    func groups(_ kind: LinkKind) -> [[Int64]] { clusters().filter { $0.kind == kind }.map { $0.members.map(\.rawValue) } }
}
