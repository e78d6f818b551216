import Brokerage

/// What the house knows of its clients beside their trades: who they are, from where they sign in, how they pay.
///
/// Bonus pairs and most mirror pairs share a device, a line or a card. So do people who have nothing to do with each other: households
/// share a line, an office and a public network share one among many.
struct ClientOffice {
    private(set) var accounts: [Account] = []
    private(set) var sessions: [ClientSession] = []
    private(set) var transfers: [Transfer] = []
    private var chance: Chance
    private var traces: [Trace] = []

    /// What a client leaves behind.
    private struct Trace {
        var address: String
        var device: String
        var card: String
    }

    init(seed: UInt64, world: World, span: Range<Timestamp>) {
        chance = Chance(seed: seed, purpose: 0x6F66_6669)
        let server = world.server
        for (index, account) in server.accounts.enumerated() {
            accounts.append(describe(account, server.groups[account.group], index))
            traces.append(Trace(address: address(), device: "device-\(index)", card: "card-\(index)"))
        }
        tie(world)
        shareInnocently(world)
        signIn(world, span)
        pay(server)
    }

    private mutating func describe(_ account: ClientAccount, _ group: TradeGroup, _ index: Int) -> Account {
        var known = Account(login: account.login)
        (known.group, known.currency, known.currencyDigits) = (group.name, group.currency, group.currencyDigits)
        (known.leverage, known.country) = (account.leverage, account.country)
        known.introducer = account.agent == 0 ? nil : String(account.agent)
        known.registeredAt = Timestamp(milliseconds: account.registered)
        known.book = group.isCovered ? .a : .b
        known.stopOutLevel = Double(group.stopOut)
        known.name = "Client \(index)"
        known.email = "client\(index)@example.org"
        return known
    }

    private mutating func address() -> String {
        "\(chance.whole(11...190)).\(chance.whole(0...255)).\(chance.whole(0...255)).\(chance.whole(1...254))"
    }

    /// Pairs that belong to one person, or to two who act as one.
    private mutating func tie(_ world: World) {
        var first: [String: Int] = [:]
        for (index, entry) in world.truth.enumerated() {
            guard let pair = entry.pair else { continue }
            guard let other = first[pair] else {
                first[pair] = index
                continue
            }
            traces[index].address = traces[other].address
            if entry.behaviour == .bonusPair || chance.happens(0.5) { traces[index].device = traces[other].device }
            if chance.happens(0.5) { traces[index].card = traces[other].card }
        }
    }

    private mutating func shareInnocently(_ world: World) {
        var free = world.truth.indices.filter { world.truth[$0].pair == nil && world.truth[$0].behaviour == .noise }
        for _ in 0..<(world.truth.count / 100) {
            guard free.count > 2 else { return }
            let (one, two) = (free.remove(at: chance.whole(0...(free.count - 1))), free.remove(at: chance.whole(0...(free.count - 1))))
            traces[two].address = traces[one].address
        }
        let (office, network) = (address(), address())
        for place in 0..<min(free.count, world.truth.count / 20) { traces[free[place]].address = place % 4 == 0 ? office : network }
    }

    private mutating func signIn(_ world: World, _ span: Range<Timestamp>) {
        for arrival in world.arrivals {
            guard arrival.account < accounts.count else { continue }
            let trace = traces[arrival.account]
            var time = max(arrival.time, span.lowerBound.milliseconds)
            while time < span.upperBound.milliseconds {
                sessions.append(
                    ClientSession(
                        login: accounts[arrival.account].login, time: Timestamp(milliseconds: time), address: trace.address, device: trace.device,
                        application: "MetaTrader 5"))
                time += Int64(chance.uniform(0.7...4) * 86_400_000)
            }
        }
        sessions.sort { ($0.time, $0.login) < ($1.time, $1.login) }
    }

    /// Every payment that the ledger knows, with the card behind it.
    private mutating func pay(_ server: TradingServer) {
        for deal in server.ledger.deals(of: nil, index: nil, from: .min, through: .max) where deal.action == .balance {
            let method = deal.comment.hasSuffix("wire") ? "wire" : deal.comment.hasSuffix("e-wallet") ? "e-wallet" : "card"
            transfers.append(
                Transfer(
                    login: server.accounts[deal.account].login, time: Timestamp(milliseconds: deal.time), method: method, amount: deal.profit,
                    reference: traces[deal.account].card))
        }
    }
}
