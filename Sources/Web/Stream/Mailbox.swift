import Desk
import NIOCore
import NIOWebSocket
import Synchronization

/// The ``Outbox`` of one client, shared between publishers, who never wait, and one writer, who does.
final class Mailbox: Sendable {
    private struct State {
        var outbox: Outbox
        /// Whether the client said anything since that was last asked.
        var isHeard = true
        var writer: CheckedContinuation<Void, Never>?
    }

    private let state: Mutex<State>
    /// Called once, when the client is found too slow.
    private let onShed: @Sendable () -> Void

    init(limits: StreamLimits, onShed: @escaping @Sendable () -> Void = {}) {
        state = Mutex(State(outbox: Outbox(limits: limits)))
        self.onShed = onShed
    }

    /// Changes the outbox, and wakes the writer when there is work.
    func put(_ body: (inout Outbox) -> Void) {
        let (writer, isShed) = state.withLock { state -> (CheckedContinuation<Void, Never>?, Bool) in
            let wasOpen = state.outbox.isOpen
            body(&state.outbox)
            let writer = state.outbox.hasWork ? state.writer : nil
            if writer != nil { state.writer = nil }
            return (writer, wasOpen && state.outbox.isShedding)
        }
        if isShed { onShed() }
        writer?.resume()
    }

    func finish(_ close: StreamClose) { put { $0.finish(close) } }

    /// The next work, when there is some. For the one writer only. Nil after the close, or when the task was cancelled.
    func next() async -> Outbox.Work? {
        while !Task.isCancelled {
            let (work, isClosed) = state.withLock { ($0.outbox.next(), $0.outbox.isClosed) }
            if let work { return work }
            if isClosed { return nil }
            await waitForWork()
        }
        return nil
    }

    private func waitForWork() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isReady = state.withLock { state -> Bool in
                    // Cancelled is asked under the lock: the handler below takes it too, so that one of the two sees the other.
                    if state.outbox.hasWork || Task.isCancelled { return true }
                    state.writer = continuation
                    return false
                }
                if isReady { continuation.resume() }
            }
        } onCancel: {
            let writer = state.withLock { state in
                defer { state.writer = nil }
                return state.writer
            }
            writer?.resume()
        }
    }

    // MARK: Being there

    /// Notes that the client was heard.
    func noteHeard() { state.withLock { $0.isHeard = true } }

    /// Whether the client was heard since the last call.
    func takeHeard() -> Bool {
        state.withLock { state in
            defer { state.isHeard = false }
            return state.isHeard
        }
    }

    /// How many frames wait.
    var waiting: Int { state.withLock { $0.outbox.count } }
}
