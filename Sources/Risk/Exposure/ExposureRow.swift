import Brokerage

/// By what exposure is summed.
public enum ExposureGrouping: String, Sendable, CaseIterable {
    case symbol, currency, group, book
    /// By account, under its id: numbers of two servers may be the same.
    case client
    /// By who introduced the clients; those whom nobody introduced are left out.
    case introducer = "ib"
}

/// The clients' open positions in one symbol, currency, group or book, or of one client or introducer's clients, and what they mean to the house.
public struct ExposureRow: Sendable, Equatable {
    /// Symbol (without suffix), currency, group, book, id of the account, or introducer.
    public var key: String
    /// Nil for currencies.
    public var longLots: Lots?
    public var shortLots: Lots?
    /// Units of the asset, bought less sold. Nil where several assets are summed.
    public var netUnits: Double?
    /// Clients' net in USD at current mids. Nil with ``reason``.
    public var netUSD: Double?
    /// Clients' floating profit in USD. Nil with ``reason``; always nil for currencies.
    public var floatingUSD: Double?
    /// The house's own exposure: minus the clients of books B and C. By symbol and currency, where a provider's fills are known, minus
    /// all clients with what the provider holds for the house.
    public var houseNetUSD: Double?
    /// Size of the house's net over its limit. Nil where there is no limit.
    public var limitShare: Double?
    /// Accounts that hold something here.
    public var accounts: Int
    /// Newest quote that went in.
    public var updatedAt: Timestamp?
    public var reason: MissingReason?

    public var netLots: Lots? { longLots.flatMap { long in shortLots.map { long - $0 } } }
    public var grossLots: Lots? { longLots.flatMap { long in shortLots.map { long + $0 } } }
}
