import Brokerage

/// The trading server's whole state: accounts, positions, orders, deals, and the market they stand in.
///
/// A plain value: time passes only through the instants that callers name, in rising order. It keeps books as a trading
/// server does and knows nothing of why clients trade.
struct TradingServer: Sendable {
    /// Something a client did, for those who follow it.
    struct Fill: Sendable {
        var account: Int
        var position: Int64
        var symbol: Int
        var side: Side
        var lots: Lots
        var time: Int64
        /// False when the position was closed, wholly or in part.
        var isOpening: Bool
    }

    var market: Market
    let groups = GroupCatalogue.all
    var accounts: [ClientAccount] = []
    var positions: [Int64: OpenPosition] = [:]
    var orders: [Int64: ServerOrder] = [:]
    var ledger = Ledger()
    /// Fills since the caller last emptied it.
    var fills: [Fill] = []
    /// Tickets of the pending orders placed since the caller last emptied it.
    var placed: [Int64] = []
    private(set) var indexOfLogin: [Int64: Int] = [:]
    private var nextTicket: Int64 = 10_000_001
    private var nextDealTicket: Int64 = 20_000_001
    private var quotes: [Quote?]
    private var quotesAt: [Int64]

    init(market: Market) {
        self.market = market
        quotes = market.instruments.map { _ in nil }
        quotesAt = market.instruments.map { _ in .min }
    }

    func group(of account: Int) -> TradeGroup { groups[accounts[account].group] }
    func instrument(_ symbol: Int) -> Instrument { market.instruments[symbol] }

    mutating func addAccount(_ account: ClientAccount) -> Int {
        indexOfLogin[account.login] = accounts.count
        accounts.append(account)
        return accounts.count - 1
    }

    mutating func takeTicket() -> Int64 {
        defer { nextTicket += 1 }
        return nextTicket
    }

    mutating func takeDealTicket() -> Int64 {
        defer { nextDealTicket += 1 }
        return nextDealTicket
    }

    /// The broker's quote at an instant, before any group's terms.
    mutating func quote(_ symbol: Int, at instant: Int64) -> Quote {
        if quotesAt[symbol] == instant, let quote = quotes[symbol] { return quote }
        let quote = market.quote(symbol, at: instant)
        (quotesAt[symbol], quotes[symbol]) = (instant, quote)
        return quote
    }

    /// The quote as a group's clients see it: the difference goes onto the ask.
    mutating func quote(_ symbol: Int, for group: TradeGroup, at instant: Int64) -> Quote {
        var quote = quote(symbol, at: instant)
        let point = instrument(symbol).pointUnits
        quote.ask += Price(units: Int64(group.spreadDifference) * point)
        return quote
    }

    /// What an account's group adds to the ask.
    func markup(_ symbol: Int, account: Int) -> Price {
        Price(units: Int64(group(of: account).spreadDifference) * instrument(symbol).pointUnits)
    }

    /// Books a deal and carries its money into the account.
    mutating func book(_ deal: BookedDeal) {
        let place = ledger.append(deal)
        accounts[deal.account].deals.append(place)
        if deal.action.isCredit {
            accounts[deal.account].credit += deal.net
        } else {
            accounts[deal.account].balance += deal.net
        }
        // Closing frees margin; everything else may bring the account nearer to a margin call.
        if !deal.action.isTrade || deal.entry != .closing { accounts[deal.account].safeUntil = 0 }
    }

    /// Pays into or out of an account.
    mutating func operate(_ account: Int, _ action: BookedDeal.Action, _ amount: Money, at instant: Int64, comment: String) {
        guard !amount.isZero else { return }
        var deal = BookedDeal(ticket: takeDealTicket(), account: account, action: action, time: instant)
        deal.reason = .dealer
        deal.profit = Money(units: Exact.round(amount.units, digits: group(of: account).currencyDigits))
        deal.comment = comment
        book(deal)
    }
}
