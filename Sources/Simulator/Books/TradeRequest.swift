import Brokerage

/// What a client asks of the server: to buy or sell a volume at the market.
struct TradeRequest: Sendable {
    var account: Int
    var symbol: Int
    var side: Side
    var lots: Lots
    var stopLoss = Price.zero
    var takeProfit = Price.zero
    var reason = TradeReason.client
    var expert: Int64 = 0
    var comment = ""
    /// Milliseconds from the request's arrival to its execution.
    var execution: Int64 = 60
    /// Opens even when margin is short; the house's own accounts only.
    var ignoresMargin = false

    init(account: Int, symbol: Int, side: Side, lots: Lots) {
        (self.account, self.symbol, self.side, self.lots) = (account, symbol, side, lots)
    }
}
