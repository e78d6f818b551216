import Brokerage

/// How long a feed waits before it dials again: full jitter under a ceiling that doubles, so that the feeds of many tenants do not
/// return to a restarted server in step.
struct BackOff: Sendable {
    static let first = 1.0
    static let longest = 120.0
    /// A connection that held this long was healthy: the next failure starts from the beginning.
    static let healthy = 60.0

    private var failures = 0

    init() {}

    /// The pause after a failure.
    /// - Parameters:
    ///   - healthySeconds: How long the connection had held.
    ///   - chance: Where between the shortest pause and the ceiling, 0 to below 1.
    ///   - spread: Moves the result by up to a fifth either way, 0 to below 1.
    mutating func pause(healthySeconds: Double, chance: Double, spread: Double) -> Duration {
        if healthySeconds >= Self.healthy { failures = 0 }
        failures = min(failures + 1, 8)
        let ceiling = min(Self.longest, Self.first * Double(1 << failures))
        let pause = Self.first + (ceiling - Self.first) * min(max(chance, 0), 1)
        return .milliseconds(Int64(pause * (0.8 + 0.4 * min(max(spread, 0), 1)) * 1000))
    }
}
