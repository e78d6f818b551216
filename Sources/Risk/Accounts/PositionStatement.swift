import Brokerage

/// What the trading server said of an open position and deals do not carry.
struct PositionStatement: Sendable, Equatable {
    var instrument: Int
    var isLong: Bool
    var lots: Int64
    var price: Int64
    var openedAt: Timestamp
    var priceSL: Price
    var priceTP: Price
    var swap: Money
    /// Deals of the position known when it was stated; a later one supersedes lots and price.
    var deals: Int32
    /// False when a later deal superseded it.
    var holds = true
}
