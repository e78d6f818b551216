import Brokerage

@testable import Risk

/// A risk engine under test, with the words of a story.
struct Bench {
    var engine: RiskEngine
    let connection = ConnectionID(1)
    private(set) var deals: [AccountID: [(id: DealID, deal: Deal)]] = [:]
    private(set) var facts: [MarkoutFact] = []
    private var ticket: Int64 = 0
    /// 2026-03-02, a Monday, 12:00 UTC.
    static let start = Timestamp(seconds: 1_772_452_800)

    init(_ settings: RiskSettings = RiskSettings()) { engine = RiskEngine(settings: settings) }

    @discardableResult
    mutating func account(
        _ id: Int64, currency: String? = "USD", leverage: Int? = 100, group: String = "real\\usd", book: Book? = nil, scored: Bool = true,
        _ change: (inout Account) -> Void = { _ in }
    ) -> AccountID {
        var account = Account(login: 1000 + id)
        (account.currency, account.leverage, account.group, account.book) = (currency, leverage, group, book)
        change(&account)
        engine.update(account, id: AccountID(id), on: connection, scored: scored)
        return AccountID(id)
    }

    mutating func quote(_ symbol: String, _ bid: String, _ ask: String, at seconds: Double = 0) {
        engine.apply(
            Tick(symbol: symbol, bid: price(bid), ask: price(ask), time: Self.time(seconds)), on: connection)
    }

    /// A trade. `position` zero takes the deal's own ticket for an opening.
    @discardableResult
    mutating func trade(
        _ account: AccountID, _ action: DealAction, _ lots: String, _ symbol: String, _ at: String, position: Int64 = 0,
        entry: DealEntry = .in, profit: String = "0", seconds: Double = 0, _ change: (inout Deal) -> Void = { _ in }
    ) -> Int64 {
        ticket += 1
        var deal = Deal(ticket: ticket, login: 1000 + account.rawValue, action: action, time: Self.time(seconds))
        (deal.symbol, deal.entry, deal.position) = (symbol, entry, position == 0 ? ticket : position)
        (deal.volume, deal.price, deal.profit) = (Lots(lots) ?? .zero, price(at), Money(profit) ?? .zero)
        change(&deal)
        add(deal, to: account)
        return deal.position
    }

    mutating func pay(_ account: AccountID, _ amount: String, action: DealAction = .balance, seconds: Double = 0) {
        ticket += 1
        var deal = Deal(ticket: ticket, login: 1000 + account.rawValue, action: action, time: Self.time(seconds))
        deal.profit = Money(amount) ?? .zero
        add(deal, to: account)
    }

    mutating func add(_ deal: Deal, to account: AccountID) {
        let id = DealID(Int64(deals.values.reduce(0) { $0 + $1.count } + 1))
        deals[account, default: []].append((id, deal))
        engine.apply(deal, id: id, account: account)
    }

    @discardableResult
    mutating func settle(_ seconds: Double = 0) -> RiskChanges {
        let changes = engine.settle(at: Self.time(seconds))
        facts += changes.markouts
        return changes
    }

    /// The account built again from what a file would hold.
    mutating func rebuild(_ account: AccountID) {
        engine.rebuild(account, deals: deals[account] ?? [], markouts: facts)
    }

    static func time(_ seconds: Double) -> Timestamp {
        Timestamp(microseconds: start.microseconds + Int64((seconds * 1e6).rounded()))
    }

    func price(_ text: String) -> Price { Price(text) ?? .zero }
}

/// Random numbers that are the same in every run.
struct Dice {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func below(_ end: Int) -> Int { Int(next() % UInt64(end)) }
    mutating func chance(_ percent: Int) -> Bool { below(100) < percent }
}
