import Brokerage
import MetaTrader

/// How a feed reads an MT5 server.
public struct MT5FeedOptions: Sendable {
    public var endpoint: MT5Endpoint
    /// Which groups to read: MetaTrader's masks, comma separated, `*` for any, `!` to leave out.
    public var groups = "*"
    /// Requests a second for each of the two sessions, until the server complains.
    public var requestsPerSecond = 5.0
    /// The clock rule that a person set; nil when it is to be measured.
    public var clock: ServerClock?
    /// Seconds without a complete answer after which the link counts as behind.
    public var behindAfterSeconds = 30.0

    public init(endpoint: MT5Endpoint) { self.endpoint = endpoint }
}
