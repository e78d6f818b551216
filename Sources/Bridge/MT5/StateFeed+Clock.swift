import Brokerage
import Logging
import MetaTrader

/// Measuring the server's clock.
extension StateFeed {
    /// What the server says of itself is welcome and not needed: a manager without the right for it is no trouble.
    func describe(_ session: PacedSession) async throws {
        do {
            let settings = try await session.ask { client throws(MT5Error) in try await client.timeSettings() }
            let zone = ZoneSettings(standardOffset: Int(settings.zoneMinutes) * 60, usesDaylight: settings.observesDaylight)
            context.view.stated(zone, at: environment.now())
        } catch let error as MT5Error where error.endsOnlyTheRequest {
            context.logger.info("The server does not state its zone: \(error)")
        }
    }

    func readClock(_ session: PacedSession) async throws -> Bool {
        let (time, build) = try await session.ask { client throws(MT5Error) in (try await client.serverTime(), await client.serverBuild) }
        context.board.build(build)
        let now = environment.now()
        let finding = context.view.measure(wall: time.wall, sent: now - time.roundTrip, received: now)
        context.board.answered(.state, at: now)
        report(finding, at: now)
        if finding != .steady, finding != .doubtful { rounds.forgetPrices() }
        if finding == .doubtful { plan.postpone(.clock, until: now + .seconds(5)) }
        try await saveClock(at: now)
        return finding != .doubtful
    }

    private func report(_ finding: ClockMeter.Finding, at now: Timestamp) {
        let meter = context.view.meter
        context.board.clock(meter.clock)
        if case .jumped(let seconds) = finding {
            alarmUntil = now + .seconds(3600)
            context.board.set(.clock, Self.jumpReason(seconds))
        } else if meter.isImplausible {
            context.board.set(.clock, "The server's clock is not within any time zone of UTC: set the clock of the server or of this machine.")
        } else if now >= alarmUntil || now < alarmUntil - .seconds(3600) {
            context.board.clear(.clock)
        }
    }

    private static func jumpReason(_ seconds: Int) -> String {
        "The server's clock was moved by \(seconds) s, which is no change to or from daylight saving time. Have the clock of the server "
            + "checked, or set the connection's clock rule."
    }

    private func saveClock(at now: Timestamp) async throws {
        let meter = context.view.meter
        guard let last = meter.evidence.last else { return }
        let saved = cursors
        let isOld = saved.evidence.last.map { last.last.seconds(since: $0.last) >= 3600 } ?? true
        guard isOld || saved.clock != meter.clock || saved.evidence.runs.count != meter.evidence.runs.count else { return }
        cursors.clock = meter.clock
        cursors.evidence = meter.evidence
        var delivery = Delivery(Batch())
        delivery.cursors = cursors.changes(since: saved)
        try await context.deliver(delivery)
    }
}
