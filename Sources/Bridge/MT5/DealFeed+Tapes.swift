import Brokerage
import Logging
import MetaTrader

/// Reading every quote around the trades that have just come in.
extension DealFeed {
    /// Tapes read on with one turn of the polling.
    private static let tapesAtOnce = 2

    /// The quotes around new trades, to be told together with them.
    func beginTapes(of deals: [Deal], _ session: PacedSession) async throws -> [Tick] {
        let now = environment.now()
        guard !tapes.isRefused(at: now) else { return [] }
        var ticks: [Tick] = []
        var begun = 0
        for deal in deals where deal.action == .buy || deal.action == .sell {
            guard !deal.symbol.isEmpty, deal.time >= now - TapeBook.fresh, deal.time <= now + TapeBook.fresh, begun < TapeBook.begunAtOnce,
                let from = tapes.traded(deal.symbol, at: deal.time, now: now)
            else { continue }
            begun += 1
            ticks += try await readTape(deal.symbol, from: from, session)
        }
        return ticks
    }

    /// Reads on where trades were made a moment ago.
    /// - Returns: Whether there were quotes.
    func followTapes(_ session: PacedSession) async throws -> Bool {
        var delivery = Delivery(Batch())
        for _ in 0..<Self.tapesAtOnce {
            guard let (symbol, from) = tapes.next(at: environment.now()) else { break }
            delivery.batch.ticks += try await readTape(symbol, from: from, session)
        }
        guard !delivery.batch.isEmpty else { return false }
        try await context.deliver(delivery)
        return true
    }

    private func readTape(_ symbol: String, from: Timestamp, _ session: PacedSession) async throws -> [Tick] {
        let clock = context.view.clock
        let span = MT5Span(from: clock.wall(at: from).seconds, to: lastSecond + 2)
        guard span.from <= span.to else { return [] }
        do {
            let answer = try await session.ask { client throws(MT5Error) in try await client.tickHistory(symbol, span, clock: clock) }
            return tapes.read(symbol, answer.records.sorted { $0.time < $1.time })
        } catch let error as MT5Error where error.endsOnlyTheRequest {
            // Markouts then rest on the quotes of the polls.
            context.logger.info("The server gives no tick history: \(error)")
            tapes.refuse(at: environment.now())
            return []
        }
    }
}
