import Brokerage

/// An open position as it stands.
public struct PositionFigures: Sendable, Equatable {
    public var ticket: Int64
    public var symbol: String
    public var side: Side
    public var volume: Lots
    /// Volume-weighted.
    public var priceOpen: Price
    public var openedAt: Timestamp
    public var priceSL: Price
    public var priceTP: Price
    /// What it would close at: bid for a buy, ask for a sell.
    public var priceCurrent: Price?
    public var swap: Money
    /// In the account's currency, without swap. Nil with ``reason``.
    public var floating: Money?
    public var reason: MissingReason?
    /// True when the contract size was taken from the symbol's name.
    public var isGuess: Bool
}
