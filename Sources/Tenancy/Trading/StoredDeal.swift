import Brokerage

/// A deal with its number in the file.
public struct StoredDeal: Sendable, Equatable {
    public var id: DealID
    public var deal: Deal
    /// When the trading server was first seen without it; nil for a deal that stands.
    public var deletedAt: Timestamp?

    public init(id: DealID, deal: Deal, deletedAt: Timestamp? = nil) { (self.id, self.deal, self.deletedAt) = (id, deal, deletedAt) }
}

/// What became of a deal that was to be stored.
public enum InsertOutcome: Sendable, Equatable {
    case inserted(DealID)
    /// The same deal stands in the file already; nothing was done.
    case duplicate(DealID)
    /// The file holds another content under that ticket, or holds it as deleted; nothing was done yet:
    /// ``TenantWriter/correct(_:account:connection:at:)`` keeps both versions.
    case changed(DealID, previous: Deal)
}

/// An earlier content of a deal.
public struct DealVersion: Sendable, Equatable {
    public enum Change: String, Sendable, CaseIterable {
        case edited, deleted
    }
    public var seenAt: Timestamp
    public var change: Change
    /// The content before the change, as JSON with exact values in texts.
    public var record: String
}
