import Brokerage

/// What a feed hands to the desk in one go: events and the cursors that say how far the feed is. Both are committed together.
public struct Delivery: Sendable {
    public var batch: Batch
    /// True while old history is fetched: what happened long ago raises no alert that says "now".
    public var isHistory = false
    /// The feed's own notes of how far it is, by name; saved in the same transaction as the events.
    public var cursors: [String: String] = [:]
    /// Spans of history that were read whole: stored deals inside that are not among the tickets are no longer on the server.
    public var windows: [DealWindow] = []
    /// Set when all open positions of these accounts were read: stored positions of theirs that are not among the tickets are closed.
    public var openPositions: OpenPositions?

    public init(_ batch: Batch) { self.batch = batch }
}

/// A span of deal history of a connection, both ends included, that was read whole.
public struct DealWindow: Sendable {
    public var from: Timestamp
    public var to: Timestamp
    /// Nil when the span was read for every account of the connection.
    public var login: Int64?
    public var tickets: Set<Int64>

    public init(from: Timestamp, to: Timestamp, login: Int64? = nil, tickets: Set<Int64>) {
        (self.from, self.to, self.login, self.tickets) = (from, to, login, tickets)
    }
}

/// Every open position of the named accounts, or of the whole connection.
public struct OpenPositions: Sendable {
    /// Nil for every account of the connection.
    public var logins: Set<Int64>?
    public var tickets: Set<Int64>

    public init(logins: Set<Int64>? = nil, tickets: Set<Int64>) {
        (self.logins, self.tickets) = (logins, tickets)
    }
}
