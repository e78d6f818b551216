import Brokerage

/// An open position. Times are UTC milliseconds.
struct OpenPosition: Sendable {
    var ticket: Int64
    var account: Int
    var symbol: Int
    var side: Side
    var lots: Lots
    var priceOpen: Price
    var created: Int64
    var updated: Int64
    var stopLoss = Price.zero
    var takeProfit = Price.zero
    var storage = Money.zero
    /// Units of deposit currency in one unit of margin currency when it was opened, in hundred-millionths.
    var rateMargin: Int64
    var reason: TradeReason
    var expert: Int64
    var comment: String
    var externalID = ""
    /// Counts changes, so that a planned event about an earlier state is known to be void.
    var version = 0
}

/// Who or what caused a record. The raw values are MetaTrader's `Reason`.
enum TradeReason: Int, Sendable {
    case client = 0
    case expert = 1
    case dealer = 2
    case stopLoss = 3
    case takeProfit = 4
    case stopOut = 5
    case rollover = 6
    case signal = 10
    case mobile = 16
    case web = 17
}
