import Brokerage

/// Time as the server sees it, given from outside so that tests need not wait.
public struct WebClock: Sendable {
    public var now: @Sendable () -> Timestamp
    /// Time since some moment in the past, which only goes forward, whatever is done to the machine's clock.
    public var uptime: @Sendable () -> Duration
    /// Throws `CancellationError` when the task is cancelled meanwhile.
    public var sleep: @Sendable (Duration) async throws -> Void

    public init(
        now: @escaping @Sendable () -> Timestamp, uptime: @escaping @Sendable () -> Duration,
        sleep: @escaping @Sendable (Duration) async throws -> Void
    ) {
        (self.now, self.uptime, self.sleep) = (now, uptime, sleep)
    }
}
