import Brokerage

/// An order as the trading server keeps it, open or in the history.
///
/// Its requested price against the deal's price is the client's slippage; ``setUpAt`` to the deal's time is the time of
/// execution. Enumerations stay the server's own numbers.
public struct MT5Order: Sendable, Equatable {
    public var ticket: Int64
    public var login: Int64
    public var symbol: String
    /// 0 buy, 1 sell, 2 and 3 limits, 4 and 5 stops, 6 and 7 stop limits (even numbers buy), 8 close by.
    public var type: Int32
    /// 0 started, 1 placed, 2 cancelled, 3 partial, 4 filled, 5 rejected, 6 expired, 7 to 9 asked to add, modify, cancel.
    public var state: Int32
    public var reason: DealReason
    public var setUpAt: Timestamp
    /// Nil while the order is open.
    public var doneAt: Timestamp?
    public var expiresAt: Timestamp?
    /// What the client asked for; zero for a market order without a price.
    public var price: Price
    /// Of a stop-limit order: where the limit order is placed.
    public var priceTrigger: Price
    public var priceSL: Price
    public var priceTP: Price
    public var volumeInitial: Lots
    /// What is still open of it.
    public var volumeCurrent: Lots
    public var expert: Int64
    public var position: Int64
    public var positionBy: Int64
    public var comment: String
    public var modifyFlags: Int32

    /// Nil for close-by orders and for types this release does not know.
    public var side: Side? { (0...7).contains(type) ? (type % 2 == 0 ? .buy : .sell) : nil }
}
