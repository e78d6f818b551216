import Brokerage

/// Turns an MT5 report's rows into deals, positions and checks.
enum MT5Statement {
    static func statement(_ document: MT5Document, login: Int64) -> Statement {
        var statement = Statement(kind: .mt5History)
        statement.account = document.account
        statement.warnings = document.warnings
        let ledger = MT5Ledger(document.deals)
        statement.deals =
            document.hasDeals ? deals(document, ledger, login, &statement.warnings) : tradesOfPositions(document, login, &statement.warnings)
        statement.positions = document.open.map { position in
            var position = position
            position.login = login
            return position
        }
        var sums = MT5Sums(document, ledger)
        sums.check()
        statement.totals = sums.totals
        statement.checks = sums.checks
        statement.warnings += sums.warnings
        statement.account = statement.account.map { sums.account($0) }
        return statement
    }

    private static func deals(_ document: MT5Document, _ ledger: MT5Ledger, _ login: Int64, _ warnings: inout [String]) -> [Deal] {
        var deals = ledger.rows.map(\.deal)
        deals.sort { ($0.time, $0.ticket) < ($1.time, $1.ticket) }
        var linker = MT5PositionLinker(document, deals: deals)
        for index in deals.indices {
            deals[index].login = login
            if let order = document.orders[deals[index].order], deals[index].side != nil { complete(&deals[index], from: order) }
            deals[index].position = linker.position(of: deals[index])
        }
        let duplicates = deals.count - Set(deals.map(\.ticket)).count
        if duplicates > 0 { warnings.append("\(duplicates) deals carry a number that another deal has.") }
        if linker.inferred > 0 {
            warnings.append(
                "\(linker.inferred) closing deals were assigned to positions by the order of opening: the report does not say which they closed.")
        }
        if linker.unmatched > 0 { warnings.append("\(linker.unmatched) closing deals close positions that were opened before the report begins.") }
        return deals
    }

    /// Some builds write `[sl …]` only beside the order.
    private static func complete(_ deal: inout Deal, from order: MT5Document.Order) {
        deal.priceSL = order.priceSL
        deal.priceTP = order.priceTP
        if deal.comment.isEmpty { deal.comment = order.comment }
        if deal.entry != .in, deal.reason == .client, let reason = DealWords.reason(comment: order.comment) { deal.reason = reason }
    }

    /// A report without deals: each closed position stands for a deal in and a deal out, numbered `position · 10 + 1` and `+ 2`.
    private static func tradesOfPositions(_ document: MT5Document, _ login: Int64, _ warnings: inout [String]) -> [Deal] {
        guard !document.positions.isEmpty else { return [] }
        warnings.append("The report has no table of deals: deals were made from its positions, and deposits are not known.")
        var deals: [Deal] = []
        for row in document.positions {
            var opening = Deal(ticket: row.ticket * 10 + 1, login: login, action: row.side == .buy ? .buy : .sell, time: row.openedAt)
            opening.order = row.ticket
            opening.position = row.ticket
            opening.symbol = row.symbol
            opening.volume = row.volume
            opening.price = row.priceOpen
            opening.comment = row.comment
            opening.platformAction = row.side == .buy ? 0 : 1
            var closing = opening
            closing.ticket = row.ticket * 10 + 2
            closing.action = row.side == .buy ? .sell : .buy
            closing.platformAction = row.side == .buy ? 1 : 0
            closing.entry = .out
            closing.reason = DealWords.reason(comment: row.comment) ?? .client
            closing.time = row.closedAt
            closing.price = row.priceClose
            closing.priceSL = row.priceSL
            closing.priceTP = row.priceTP
            (closing.profit, closing.commission, closing.swap, closing.fee) = (row.profit, row.commission, row.swap, row.fee)
            deals += [opening, closing]
        }
        return deals.sorted { ($0.time, $0.ticket) < ($1.time, $1.ticket) }
    }
}
