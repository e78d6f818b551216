import Brokerage

/// How far a connection is in step with its trading server.
public enum LinkState: String, Sendable, CaseIterable {
    /// Dialling or signing in.
    case connecting
    /// Signed in; history is still being fetched.
    case catchingUp = "catching_up"
    /// In step.
    case live
    /// Connected, but something is missing or late: the reason says what.
    case degraded
    /// Not connected: the reason says why, and whether it is tried again.
    case down
}

/// What a person needs to know of a connection right now.
public struct LinkStatus: Sendable, Equatable {
    public var state: LinkState
    /// A sentence for people: what is so, and what to do if anything.
    public var reason: String
    /// True when nothing is tried again until somebody edits the connection (a refused password, a disabled manager).
    public var isStopped = false
    /// Age of the newest complete answer.
    public var lagSeconds: Double?
    /// Share of the history that has been fetched, 0 to 1, while catching up.
    public var progress: Double?
    /// Span of history still to fetch.
    public var remainingSeconds: Double?
    /// The measured clock of the server.
    public var clock: ServerClock?
    /// The build of the trading server.
    public var serverBuild: Int?

    public init(state: LinkState, reason: String) {
        self.state = state
        self.reason = reason
    }
}
