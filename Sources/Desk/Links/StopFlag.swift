import Synchronization

/// Tells long work on another queue that nobody wants its outcome any more.
final class StopFlag: Sendable {
    private let state = Mutex(false)

    var isSet: Bool { state.withLock { $0 } }
    func set() { state.withLock { $0 = true } }

    /// - Throws: `CancellationError` once it is set.
    func check() throws { if isSet { throw CancellationError() } }
}
