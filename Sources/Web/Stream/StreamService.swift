import Brokerage
import Desk
import Logging
import NIOCore
import NIOWebSocket
import Synchronization

/// All open sessions of the stream: admits them, serves them, and ends those whose sign-in was taken back.
final class StreamService: Sendable {
    private struct Open {
        var principal: Principal
        var mailbox: Mailbox
    }

    private struct State {
        var next = 0
        var open: [Int: Open] = [:]
        var frames: [TenantSlug: EventFrames] = [:]
    }

    private let state = Mutex(State())
    private let limits: StreamLimits
    private let clock: WebClock
    private let metrics: WebMetrics
    private let logger: Logger

    init(limits: StreamLimits, clock: WebClock, metrics: WebMetrics, logger: Logger) {
        (self.limits, self.clock, self.metrics, self.logger) = (limits, clock, metrics, logger)
    }

    /// A mailbox for a client that is being admitted.
    func admission(of principal: Principal, desk: Desk, answersSubprotocol: Bool) -> StreamAdmission {
        let mailbox = Mailbox(limits: limits) { [metrics] in metrics.countSlowClient() }
        return StreamAdmission(principal: principal, desk: desk, mailbox: mailbox, answersSubprotocol: answersSubprotocol)
    }

    /// Serves one client until its session ends.
    func serve(_ channel: NIOAsyncChannel<WebSocketFrame, WebSocketFrame>, _ admission: StreamAdmission) async {
        let (number, frames) = enter(admission)
        let mailbox = admission.mailbox
        let listener = admission.desk.hub.add { event in
            mailbox.put { $0.offer(event.topic, seq: event.seq) { frames.frame(event) } }
        }
        let session = StreamSession(
            admission: admission, snapshots: StreamSnapshots(), limits: limits, clock: clock, logger: logger)
        await session.run(channel)
        admission.desk.hub.remove(listener: listener)
        state.withLock { $0.open[number] = nil }
    }

    /// Ends the sessions of a sign-in that was taken back.
    func end(session: String, of tenant: TenantSlug) {
        let mailboxes = state.withLock { state in
            state.open.values.filter { $0.principal.tenant == tenant && $0.principal.session == session }.map(\.mailbox)
        }
        for mailbox in mailboxes { mailbox.finish(.expired) }
    }

    /// Sessions open now.
    var count: Int { state.withLock { $0.open.count } }

    /// Frames that wait for all sessions together.
    var waiting: Int { state.withLock { $0.open.values.reduce(0) { $0 + $1.mailbox.waiting } } }

    private func enter(_ admission: StreamAdmission) -> (Int, EventFrames) {
        state.withLock { state in
            state.next += 1
            state.open[state.next] = Open(principal: admission.principal, mailbox: admission.mailbox)
            let tenant = admission.principal.tenant
            let frames = state.frames[tenant] ?? EventFrames()
            state.frames[tenant] = frames
            return (state.next, frames)
        }
    }
}
