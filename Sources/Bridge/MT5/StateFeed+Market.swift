import Brokerage
import Logging
import MetaTrader

/// Reading what changes rarely: groups and symbols.
extension StateFeed {
    func readMarket(_ session: PacedSession) async throws -> Bool {
        let groups = try await session.ask { [mask = context.options.groups] client throws(MT5Error) in try await client.groups(mask) }
        groupNames = groups.records.map(\.name)
        accounts.groups(groups.records)
        let list = try await session.ask { client throws(MT5Error) in try await client.symbols("*") }
        rounds.symbols(list.records.map(\.symbol.name))
        var delivery = Delivery(Batch())
        delivery.batch.symbols = list.records.map(\.symbol).filter { symbols[$0.name] != $0 }
        guard !delivery.batch.isEmpty else { return false }
        try await context.deliver(delivery)
        for symbol in delivery.batch.symbols { symbols[symbol.name] = symbol }
        return true
    }

    /// A manager without the right to see trades gets empty lists and no error. What the server counts gives it away.
    func lookForHiddenPositions(_ session: PacedSession) async throws {
        guard positions.isTold, positions.count == 0 else { return }
        do {
            let common = try await session.ask { client throws(MT5Error) in try await client.common() }
            guard common.totalPositions > 0 else { return context.board.clear(.hiddenPositions) }
            context.board.set(.hiddenPositions, Self.hiddenReason(common.totalPositions))
        } catch let error as MT5Error where error.endsOnlyTheRequest {
            context.logger.info("The server does not state its totals: \(error)")
        }
    }

    private static func hiddenReason(_ count: Int64) -> String {
        "The server has \(count) open positions and shows none of them. Give the manager the permission \"Access to trade orders\" and the groups "
            + "to be watched."
    }
}
