import NIOCore

/// The one answer a connection waits for, with its time limits. Lives on the connection's event loop and nowhere else.
///
/// The first failure ends the connection: an answer that came too late or half could not be told from the next one.
final class MT5AnswerSlot<Answer: Sendable> {
    private struct Waiting {
        var promise: EventLoopPromise<Answer>
        var silence: TimeAmount
        var silenceEnds: NIODeadline
        var wholeEnds: NIODeadline
        var ends: NIODeadline { min(silenceEnds, wholeEnds) }
    }

    private var waiting: Waiting?
    private var timer: Scheduled<Void>?
    /// Why the connection is of no use any more.
    private var failure: MT5Error?

    var isWaiting: Bool { waiting != nil }

    /// Starts to wait.
    /// - Returns: false when the connection has failed or waits already; the promise has then failed.
    func begin(_ promise: EventLoopPromise<Answer>, limits: MT5AnswerLimits, _ context: ChannelHandlerContext) -> Bool {
        if let failure {
            promise.fail(failure)
            return false
        }
        guard waiting == nil else {
            promise.fail(MT5Error.protocolViolation("A request was made before the answer to the one before it."))
            return false
        }
        let now = NIODeadline.now()
        waiting = Waiting(promise: promise, silence: limits.silence, silenceEnds: now + limits.silence, wholeEnds: now + limits.whole)
        arm(context)
        return true
    }

    /// Something of the answer came.
    func progress() {
        guard let silence = waiting?.silence else { return }
        waiting?.silenceEnds = .now() + silence
    }

    func succeed(_ answer: Answer) {
        timer?.cancel()
        timer = nil
        let promise = waiting?.promise
        waiting = nil
        promise?.succeed(answer)
    }

    /// Fails what waits and what will be asked, and closes the connection.
    func fail(_ error: MT5Error, _ context: ChannelHandlerContext) {
        end(error)
        context.close(promise: nil)
    }

    /// The connection has closed by itself.
    func closed() {
        // Between two requests nothing was lost but the session.
        end(
            waiting == nil
                ? MT5Error(.sessionLost, "The connection closed between two requests.")
                : MT5Error(.closed, "The connection closed in the middle of an answer. It is asked again later."))
    }

    private func end(_ error: MT5Error) {
        timer?.cancel()
        timer = nil
        if failure == nil { failure = error }
        let promise = waiting?.promise
        waiting = nil
        promise?.fail(error)
    }

    private func arm(_ context: ChannelHandlerContext) {
        guard let waiting else { return }
        timer = context.eventLoop.assumeIsolated().scheduleTask(deadline: waiting.ends) { self.fire(context) }
    }

    private func fire(_ context: ChannelHandlerContext) {
        guard let waiting else { return }
        guard waiting.ends <= .now() else { return arm(context) }
        fail(MT5Error(.timeout, "The server did not answer in time. It is asked again later."), context)
    }
}

/// How long an answer may take.
struct MT5AnswerLimits: Sendable {
    /// Without a byte.
    var silence: TimeAmount
    var whole: TimeAmount
}
