import Brokerage
import Desk
import Logging
import NIOCore
import NIOWebSocket
import Synchronization
import Tenancy

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
        var ended: [Ended] = []
    }

    /// A sign-in or key that ended a moment ago. Whoever was let in just before, and begins to listen just after, is met by it.
    private struct Ended {
        var tenant: TenantSlug
        var revocation: Revocation
        var at: Timestamp
    }

    /// Longer than any upgrade takes.
    private static let upgradeTime = Duration.seconds(60)

    private let state = Mutex(State())
    private let limits: StreamLimits
    private let limiter: RateLimiter
    private let clock: WebClock
    private let metrics: WebMetrics
    private let logger: Logger

    init(limits: StreamLimits, limiter: RateLimiter, clock: WebClock, metrics: WebMetrics, logger: Logger) {
        (self.limits, self.limiter, self.clock, self.metrics, self.logger) = (limits, limiter, clock, metrics, logger)
    }

    /// A mailbox for a client that is being admitted.
    func admission(of principal: Principal, at address: String, desk: Desk, answersSubprotocol: Bool) -> StreamAdmission {
        let mailbox = Mailbox(limits: limits) { [metrics] in metrics.countSlowClient() }
        return StreamAdmission(principal: principal, address: address, desk: desk, mailbox: mailbox, answersSubprotocol: answersSubprotocol)
    }

    /// Serves one client until its session ends.
    func serve(_ channel: NIOAsyncChannel<WebSocketFrame, WebSocketFrame>, _ admission: StreamAdmission) async {
        let (number, frames) = enter(admission)
        let mailbox = admission.mailbox
        let listener = admission.desk.hub.add { event in
            mailbox.put { $0.offer(event.topic, seq: event.seq) { frames.frame(event) } }
        }
        let session = StreamSession(
            admission: admission, snapshots: StreamSnapshots(), limits: limits, limiter: limiter, clock: clock, logger: logger)
        await session.run(channel)
        admission.desk.hub.remove(listener: listener)
        state.withLock { $0.open[number] = nil }
    }

    /// Ends the sessions that something taken back ends.
    func end(_ revoked: [Revocation], of tenant: TenantSlug) {
        let now = clock.now()
        let mailboxes = state.withLock { state in
            state.ended.removeAll { now - $0.at > StreamService.upgradeTime }
            // A tenant that was suspended may be resumed; a sign-in or a key that has ended never goes on.
            state.ended += revoked.filter { $0 != .everything }.map { Ended(tenant: tenant, revocation: $0, at: now) }
            return state.open.values.filter { open in open.principal.tenant == tenant && revoked.contains { $0.ends(open.principal) } }.map(\.mailbox)
        }
        for mailbox in mailboxes { mailbox.finish(.expired) }
    }

    /// Sessions open now.
    var count: Int { state.withLock { $0.open.count } }

    /// Frames that wait for all sessions together.
    var waiting: Int { state.withLock { $0.open.values.reduce(0) { $0 + $1.mailbox.waiting } } }

    private func enter(_ admission: StreamAdmission) -> (Int, EventFrames) {
        let principal = admission.principal
        let (number, frames, hasEnded) = state.withLock { state in
            let hasEnded = state.ended.contains { $0.tenant == principal.tenant && $0.revocation.ends(principal) }
            state.next += 1
            state.open[state.next] = Open(principal: principal, mailbox: admission.mailbox)
            let frames = state.frames[principal.tenant] ?? EventFrames()
            state.frames[principal.tenant] = frames
            return (state.next, frames, hasEnded)
        }
        if hasEnded { admission.mailbox.finish(.expired) }
        return (number, frames)
    }
}
