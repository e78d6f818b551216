/// When opens on stale quotes are latency arbitrage (risk-domain 6.2).
public struct LatencyThresholds: Sendable, Equatable {
    /// Opens, apart in time, before anything is said.
    public var minimumOpens = 15
    /// The common logarithm of the p-value must be under this.
    public var logP = -4.0
    /// And that of the client's side being favoured over the opposite under this.
    public var sideLogP = -1.3
    /// USD that the client makes of a million within a second from which it is critical.
    public var criticalYield = 20.0

    public init() {}
}

/// When the house's own feed, or a fill far from it, is worth an alert (risk-domain 9, TX4 and FD1 to FD4).
public struct FeedThresholds: Sendable, Equatable {
    /// USD that off-market fills gained.
    public var offMarketGain = 200.0
    /// Milliseconds behind the reference, over a minute.
    public var lag = 250.0
    /// Times the usual spread of the hour.
    public var wideSpread = 5.0

    public init() {}
}
