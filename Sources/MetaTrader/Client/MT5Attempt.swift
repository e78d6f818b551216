import NIOCore
import Synchronization

/// One attempt to connect and log in, which can be given up at any moment from anywhere.
final class MT5Attempt: Sendable {
    private struct State {
        var isCancelled = false
        /// Several, because each of a host's addresses is tried.
        var channels: [any Channel] = []
    }

    private let state = Mutex(State())

    /// Puts a new connection under this attempt.
    /// - Throws: ``MT5Error/Code/closed`` when the attempt has been given up.
    func add(_ channel: any Channel) throws(MT5Error) {
        let isCancelled = state.withLock { state in
            if !state.isCancelled { state.channels.append(channel) }
            return state.isCancelled
        }
        if isCancelled { throw .closedHere }
    }

    func cancel() {
        let channels = state.withLock { state in
            state.isCancelled = true
            return state.channels
        }
        for channel in channels { channel.close(promise: nil) }
    }

    /// Runs a log-in; cancelling the task gives the attempt up.
    func run<Session: Sendable>(_ body: @Sendable () async throws(MT5Error) -> Session) async throws(MT5Error) -> Session {
        let result: Result<Session, MT5Error> = await withTaskCancellationHandler {
            do throws(MT5Error) { return .success(try await body()) } catch { return .failure(Task.isCancelled ? .closedHere : error) }
        } onCancel: {
            self.cancel()
        }
        return try result.get()
    }
}
