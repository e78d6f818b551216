import Brokerage

/// An order, waiting or done. Times are UTC milliseconds.
struct ServerOrder: Sendable {
    /// MetaTrader's `Type`.
    enum Kind: Int, Sendable {
        case buy = 0
        case sell = 1
        case buyLimit = 2
        case sellLimit = 3
        case buyStop = 4
        case sellStop = 5
        case closeBy = 8

        var side: Side {
            switch self {
            case .buy, .buyLimit, .buyStop, .closeBy: .buy
            case .sell, .sellLimit, .sellStop: .sell
            }
        }
    }

    /// MetaTrader's `State`.
    enum State: Int, Sendable {
        case placed = 1
        case cancelled = 2
        case filled = 4
        case rejected = 5
        case expired = 6
    }

    var ticket: Int64
    var account: Int
    var symbol: Int
    var kind: Kind
    var state: State
    var reason: TradeReason
    var setup: Int64
    var done: Int64 = 0
    var expiration: Int64 = 0
    var price: Price
    var stopLoss = Price.zero
    var takeProfit = Price.zero
    var lots: Lots
    /// What is still to be filled.
    var lotsLeft = Lots.zero
    var position: Int64 = 0
    var positionBy: Int64 = 0
    var expert: Int64 = 0
    var comment = ""
    var rateMargin: Int64 = 0
}
