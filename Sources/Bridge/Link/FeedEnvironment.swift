import Brokerage

/// What a feed needs from the rest of the program: a clock, patience, chance, and somebody to hand its findings to.
public struct FeedEnvironment: Sendable {
    public var now: @Sendable () -> Timestamp
    /// Throws `CancellationError` when the feed is to end.
    public var sleep: @Sendable (Duration) async throws -> Void
    /// A number from 0 to below 1, for jitter.
    public var random: @Sendable () -> Double
    /// Returns once the delivery is durable. A slow desk slows its feed.
    public var deliver: @Sendable (Delivery) async throws -> Void
    public var report: @Sendable (LinkStatus) async -> Void

    public init(
        now: @escaping @Sendable () -> Timestamp,
        sleep: @escaping @Sendable (Duration) async throws -> Void,
        random: @escaping @Sendable () -> Double,
        deliver: @escaping @Sendable (Delivery) async throws -> Void,
        report: @escaping @Sendable (LinkStatus) async -> Void
    ) {
        (self.now, self.sleep, self.random, self.deliver, self.report) = (now, sleep, random, deliver, report)
    }
}
