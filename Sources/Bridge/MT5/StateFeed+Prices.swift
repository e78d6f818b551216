import Brokerage
import MetaTrader

/// Reading the newest prices.
extension StateFeed {
    func readOpenTicks(_ session: PacedSession) async throws -> Bool {
        var changed = false
        for call in rounds.openCalls where try await readTicks(call, session) { changed = true }
        return changed
    }

    func readQuietTicks(_ session: PacedSession) async throws -> Bool {
        guard let call = rounds.nextQuietCall() else { return false }
        return try await readTicks(call, session)
    }

    private func readTicks(_ call: TickRounds.Call, _ session: PacedSession) async throws -> Bool {
        let clock = context.view.clock
        let answer = try await session.ask { client throws(MT5Error) in
            try await client.lastTicks(call.symbols, since: call.after, clock: clock)
        }
        var delivery = Delivery(Batch())
        delivery.batch.ticks = rounds.answered(call, ticks: answer.ticks.records, number: answer.transaction)
        guard !delivery.batch.isEmpty else { return false }
        try await context.deliver(delivery)
        return true
    }
}
