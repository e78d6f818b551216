import Brokerage

/// Follows the balance column from deal to deal.
struct MT5Ledger {
    /// The rows in order of time; a report may be sorted the other way round.
    let rows: [MT5Document.DealRow]
    /// The balance before the first row; nil when the table has no balances.
    private(set) var opening: Money?
    /// The balance after the last row as the rows give it.
    private(set) var closing: Money?
    /// What the column says after the last row.
    private(set) var statedClosing: Money?
    /// Rows after which the column is not what the rows give: the first of them, and how many there are.
    private(set) var firstBreak: (line: Int, computed: Money, stated: Money)?
    private(set) var breaks = 0
    /// Operations that leave the balance as it is, such as credit.
    private(set) var outside: Set<Int> = []

    init(_ rows: [MT5Document.DealRow]) {
        let isReversed = rows.count > 1 && (rows.first?.deal.time ?? .distantPast) > (rows.last?.deal.time ?? .distantPast)
        self.rows = isReversed ? rows.reversed() : rows
        follow()
    }

    private mutating func follow() {
        var balance: Money?
        for row in rows {
            guard let stated = row.balance else { continue }
            statedClosing = stated
            guard let before = balance else {
                let effect = row.deal.action == .credit ? Money.zero : row.deal.net
                if row.deal.action == .credit { outside.insert(row.line) }
                opening = stated - effect
                balance = stated
                // No history begins in debt: the first row itself does not give its balance.
                if stated < effect {
                    breaks += 1
                    firstBreak = (row.line, effect, stated)
                }
                continue
            }
            let after = before + row.deal.net
            if row.deal.side == nil, stated == before, !row.deal.net.isZero || row.deal.action == .credit {
                outside.insert(row.line)
                balance = before
            } else if stated == after {
                balance = after
            } else {
                breaks += 1
                if firstBreak == nil { firstBreak = (row.line, after, stated) }
                balance = row.deal.action == .credit ? before : stated
            }
        }
        guard let opening else { return }
        closing = rows.reduce(opening) { outside.contains($1.line) ? $0 : $0 + $1.deal.net }
    }

    /// True for an operation that is no trade and changes the balance.
    func changesBalance(_ row: MT5Document.DealRow) -> Bool { !outside.contains(row.line) }
}
