import Brokerage
import Synchronization

/// Puts the state of a link together from what its tasks find, and passes each change on.
final class LinkBoard: Sendable {
    /// What is wrong with a link that is connected. The first that is there names the reason, in this order.
    enum Trouble: Int, Sendable, CaseIterable {
        case storing, clock, refusedDeals, refusedPositions, refusedAccounts, refusedUsers, refusedMarket, refusedTicks, hiddenPositions
        case unreadable, partial, behind
    }

    /// The two kinds of answers that have to keep coming.
    enum Source: Sendable { case state, history }

    private struct Content: Sendable {
        var phase = LinkStatus(state: .connecting, reason: "")
        var troubles: [Trouble: String] = [:]
        var lastAnswers: [Source: Timestamp] = [:]
        var clock: ServerClock?
        var build: Int?
        var sent: LinkStatus?
    }

    /// Changes of state, newest kept: whoever is slow sees the latest.
    let changes: AsyncStream<LinkStatus>
    private let sink: AsyncStream<LinkStatus>.Continuation
    private let content = Mutex(Content())

    init() {
        (changes, sink) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(8))
    }

    /// No further changes will come.
    func finish() { sink.finish() }

    /// The link enters a phase of its life; what was wrong before is forgotten when it is not a connected one.
    func enter(_ phase: LinkStatus) {
        update { content in
            content.phase = phase
            if phase.state == .connecting { content.lastAnswers.removeAll() }
            if phase.state == .connecting || phase.state == .down { content.troubles = content.troubles.filter { $0.key == .storing } }
        }
    }

    func set(_ trouble: Trouble, _ reason: String) { update { $0.troubles[trouble] = reason } }
    func clear(_ trouble: Trouble) { update { $0.troubles[trouble] = nil } }
    func clock(_ clock: ServerClock) { update { $0.clock = clock } }
    func build(_ build: Int?) { update { $0.build = build } }

    /// A complete answer came.
    func answered(_ source: Source, at now: Timestamp) { content.withLock { $0.lastAnswers[source] = now } }

    /// Looks whether the link fell behind, and passes the age of the newest answer on.
    func inspect(at now: Timestamp, behindAfter seconds: Double) {
        update { content in
            // Of two sessions the one that lags more tells how old what people see may be.
            guard let last = content.lastAnswers.values.min() else { return }
            let lag = now.seconds(since: last)
            content.phase.lagSeconds = max(0, lag)
            content.troubles[.behind] =
                lag > seconds ? "The server has not answered completely for \(Int(min(lag, 1e9))) s; figures may be old. It is asked again." : nil
        }
    }

    /// What the link looks like now.
    var status: LinkStatus { content.withLock { Self.status($0) } }

    private func update(_ change: (inout Content) -> Void) {
        content.withLock { content in
            change(&content)
            let status = Self.status(content)
            guard content.sent.map({ Self.differs(status, $0) }) ?? true else { return }
            content.sent = status
            sink.yield(status)
        }
    }

    private static func status(_ content: Content) -> LinkStatus {
        var status = content.phase
        (status.clock, status.serverBuild) = (content.clock, content.build)
        let trouble = Trouble.allCases.lazy.compactMap { content.troubles[$0] }.first
        guard let trouble, status.state == .live || status.state == .catchingUp else { return status }
        if status.state == .live { status.state = .degraded }
        status.reason = status.state == .catchingUp ? "\(status.reason) \(trouble)" : trouble
        return status
    }

    /// A lag that only grew with the clock is no change that anybody needs to hear of at once.
    private static func differs(_ status: LinkStatus, _ sent: LinkStatus) -> Bool {
        var status = status
        if let new = status.lagSeconds, let old = sent.lagSeconds, abs(new - old) < 5 { status.lagSeconds = old }
        return status != sent
    }
}
