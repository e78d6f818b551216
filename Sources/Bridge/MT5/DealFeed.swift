import Brokerage
import MetaTrader

/// Reads the deals of a server over one session: first the whole history, oldest first, then what is new, again and again.
///
/// Three spans are read again and again, because deals are inserted late, edited and deleted: half a minute each time, an hour every
/// hour, two days every day. It is an actor because what it knows outlives the session.
actor DealFeed {
    static let overlap: Int64 = 30
    static let hour: Int64 = 3600
    static let twoDays: Int64 = 172_800
    /// With no deals the watermark stays this far behind the server's clock, out of the reach of deals that are booked a little late.
    static let quietDistance: Int64 = 300

    let context: FeedContext
    var cursors: FeedCursors
    var saved: FeedCursors
    var seen = SeenDeals()
    var tapes = TapeBook()
    var plan: BackfillPlan?
    var byPages = false
    private var jumps: Int
    private var polling: PollingPlan

    var environment: FeedEnvironment { context.environment }
    /// The last second of the server's clock that has certainly ended.
    var lastSecond: Int64 { context.view.serverSecond(at: environment.now()) - 1 }

    init(_ context: FeedContext, cursors: FeedCursors) {
        self.context = context
        self.cursors = cursors
        saved = cursors
        jumps = context.view.jumps
        polling = .history(from: context.environment.now())
    }

    /// Catches up and then polls, until the session fails or the task is cancelled.
    func follow(_ session: PacedSession) async throws {
        var isCaughtUp = false
        byPages = false
        while true {
            try Task.checkCancellation()
            if adoptClock() { isCaughtUp = false }
            do {
                if !isCaughtUp {
                    try await catchUp(session)
                    isCaughtUp = true
                    startPolling()
                }
                try await pollOnce(session)
                context.board.clear(.refusedDeals)
            } catch let error as MT5Error where error.refusesBatches && !byPages {
                byPages = true
            } catch let error as MT5Error where error.endsOnlyTheRequest {
                context.board.set(.refusedDeals, error.message)
                context.board.enter(LinkStatus(state: .live, reason: "In step with the server."))
                try await environment.sleep(.seconds(error.pauseOfRequest))
                // A session remembers what was denied to it: only a new one can tell whether that was granted meanwhile.
                if error.refusesBatches { throw SessionRenewal() }
            }
        }
    }

    /// Deals are converted by the clock rule in force. When it turns out to be another one, the history is read again.
    /// - Returns: True when it has to be.
    private func adoptClock() -> Bool {
        let clock = context.view.clock
        let moved = context.view.jumps != jumps
        jumps = context.view.jumps
        defer { cursors.dealsClock = clock }
        if moved { polling.postpone(.dealsOfTwoDays, until: environment.now()) }
        guard let before = cursors.dealsClock, before != clock, !moved else { return false }
        cursors.watermark = nil
        cursors.paging = nil
        plan = nil
        seen.forgetAll()
        return true
    }

    // MARK: Catching up

    private func catchUp(_ session: PacedSession) async throws {
        if byPages || cursors.paging != nil { try await catchUpByPages(session) } else { try await catchUpByWindows(session) }
    }

    private func catchUpByWindows(_ session: PacedSession) async throws {
        var plan = plan ?? BackfillPlan(start: firstSecond, watermark: resumeSecond)
        defer { self.plan = plan.next > lastSecond - 5 ? nil : plan }
        let from = plan.next
        while let window = plan.window(until: lastSecond) {
            reportProgress(plan)
            do {
                try await advance(&plan, window, session)
            } catch let error as MT5Error where error.code == .timeout || error.code == .answerTooLarge {
                // The next attempt, on a new session if need be, asks for less.
                guard plan.cut(window), error.endsOnlyTheRequest else { throw error }
            }
            if plan.next > lastSecond - 5 { break }
        }
        seen.covered(from: latestInstant(from))
    }

    private func advance(_ plan: inout BackfillPlan, _ window: MT5Span, _ session: PacedSession) async throws {
        var answer = try await readPatiently(window, session)
        if answer.completeness == .partial {
            if plan.cut(window) { return }
            // Servers book the swaps of all positions within one second: no window is short enough for that.
            answer = try await readAccountByAccount(window, session)
        }
        try await store(answer, claiming: nil, watermark: max(cursors.watermark ?? 0, window.to), session)
        plan.read(window, deals: answer.records.count)
    }

    /// Where to go on: what was booked late while nobody was connected lies before the watermark.
    var resumeSecond: Int64? { cursors.watermark.map { max(0, min($0, lastSecond) - Self.hour) } }

    /// History that the server is still fetching itself is asked for again, a few times: it may also be its way to say that there is none.
    private func readPatiently(_ window: MT5Span, _ session: PacedSession) async throws -> MT5List<Deal> {
        var answer = try await read(window, session)
        for pause in [1000, 1500, 2000, 2000, 2000] where answer.completeness == .pending {
            try await environment.sleep(.milliseconds(pause))
            answer = try await read(window, session)
        }
        return answer
    }

    func read(_ window: MT5Span, _ session: PacedSession) async throws -> MT5List<Deal> {
        let (mask, clock) = (context.options.groups, context.view.clock)
        let answer = try await session.ask { client throws(MT5Error) in try await client.deals(.groups(mask), window, clock: clock) }
        if answer.completeness != .partial { context.board.answered(.history, at: environment.now()) }
        return answer
    }

    /// When the first account was registered, by the server's clock.
    var firstSecond: Int64? { context.view.firstRegistration.map { context.view.clock.wall(at: $0).seconds } }

    private func reportProgress(_ plan: BackfillPlan) {
        let until = lastSecond
        report(progress: plan.progress(until: until), remaining: plan.remaining(until: until))
    }

    func report(progress: Double, remaining: Double) {
        var status = LinkStatus(state: .catchingUp, reason: "Fetching deal history: \(SpanText.describe(remaining)) still to read.")
        status.progress = progress
        status.remainingSeconds = remaining
        context.board.enter(status)
    }

    // MARK: Polling

    private func startPolling() {
        let now = environment.now()
        polling = .history(from: now)
        polling.postpone(.dealsOfHour, until: now + .seconds(Self.hour))
        let deep = cursors.deepReadAt ?? now
        if cursors.deepReadAt == nil { cursors.deepReadAt = now }
        polling.postpone(.dealsOfTwoDays, until: max(now, deep + .seconds(86_400)))
        context.board.enter(LinkStatus(state: .live, reason: "In step with the server."))
    }

    private func pollOnce(_ session: PacedSession) async throws {
        guard let next = polling.next(at: environment.now()) else { return }
        if next.wait > .zero { try await environment.sleep(next.wait) }
        try Task.checkCancellation()
        let started = environment.now()
        let changed = try await poll(next.call, session)
        if next.call == .dealsOfTwoDays { cursors.deepReadAt = environment.now() }
        polling.answered(next.call, changed: changed, took: environment.now() - started, at: environment.now())
    }

    private func poll(_ call: PollingPlan.Call, _ session: PacedSession) async throws -> Bool {
        if call == .tapes { return try await followTapes(session) }
        return byPages ? try await pollByPages(call, session) : try await pollByWindows(call, session)
    }

    private func pollByWindows(_ call: PollingPlan.Call, _ session: PacedSession) async throws -> Bool {
        let last = lastSecond
        // A clock that went back makes new deals older than the watermark.
        let from = max(0, min(cursors.watermark ?? last, last) - overlap(of: call))
        // Stamps ahead of a clock that is read only now and then are not left out.
        var plan = BackfillPlan(start: 0, watermark: from - 1, length: BackfillPlan.longest)
        var (changed, isWhole) = (false, true)
        while let window = plan.window(until: last + BackfillPlan.day) {
            let answer = try await read(window, session)
            if answer.completeness == .partial, plan.cut(window) { continue }
            if answer.completeness != .whole { isWhole = false }
            if try await store(answer, claiming: window, watermark: watermark(after: answer, last), session) { changed = true }
            plan.read(window, deals: answer.records.count)
        }
        if isWhole { seen.covered(from: latestInstant(from)) }
        return changed
    }

    func overlap(of call: PollingPlan.Call) -> Int64 {
        switch call {
        case .dealsOfHour: Self.hour
        case .dealsOfTwoDays: Self.twoDays
        default: Self.overlap
        }
    }

    /// Moves with the deals that came, and while none come stays some minutes behind the server's clock.
    private func watermark(after answer: MT5List<Deal>, _ last: Int64) -> Int64? {
        guard answer.completeness == .whole, let before = cursors.watermark else { return cursors.watermark }
        let clock = context.view.clock
        let newest = answer.records.lazy.map { clock.wall(at: $0.time).seconds }.max() ?? 0
        let quiet = last - Self.quietDistance
        return min(last, max(before, newest, quiet))
    }
}
