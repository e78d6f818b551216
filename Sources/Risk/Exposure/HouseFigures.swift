import Brokerage

/// The whole tenant in a few numbers. Money in USD, from the house's side unless the name says client.
public struct HouseFigures: Sendable, Equatable {
    /// Sum over symbols of the house's net, long and short set off.
    public var netUSD: Double?
    /// Sum over symbols of the house's net without sign.
    public var grossUSD: Double?
    /// Floating result of what the house keeps (books B and C).
    public var floatingUSD: Double?
    /// Floating result of all clients, theirs to win.
    public var clientFloatingUSD: Double?
    /// The house's closed result of the current UTC day on books B and C.
    public var closedTodayUSD: Double?
    public var reason: MissingReason?
    public var accounts: Int
    public var scored: Int
    /// Scored accounts by band.
    public var bands: [RiskBand: Int]
    public var deals: Int
    public var lastDealAt: Timestamp?
}
