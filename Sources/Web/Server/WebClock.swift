import Brokerage

/// Time as the server sees it, given from outside so that tests need not wait.
public struct WebClock: Sendable {
    public var now: @Sendable () -> Timestamp
    /// Throws `CancellationError` when the task is cancelled meanwhile.
    public var sleep: @Sendable (Duration) async throws -> Void

    public init(now: @escaping @Sendable () -> Timestamp, sleep: @escaping @Sendable (Duration) async throws -> Void) {
        (self.now, self.sleep) = (now, sleep)
    }
}
