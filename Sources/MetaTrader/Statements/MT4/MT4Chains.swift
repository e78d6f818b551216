import Brokerage

/// Ties the tickets of one position together. MetaTrader 4 gives what is left after a partial close a new ticket, with `from #old` in
/// its comment and `to #new` in the old one's.
struct MT4Chains {
    private var parents: [Int64: Int64] = [:]
    private var roots: [Int64: Int64] = [:]
    private let trades: [Int64: MT4Document.Trade]

    init(_ trades: [MT4Document.Trade]) {
        self.trades = Dictionary(trades.map { ($0.ticket, $0) }) { first, _ in first }
        for trade in trades {
            if let old = MT4Chains.number(after: "from #", in: trade.comment), follows(trade, old) { parents[trade.ticket] = old }
            if let new = MT4Chains.number(after: "to #", in: trade.comment), parents[new] == nil, let child = self.trades[new],
                follows(child, trade.ticket)
            {
                parents[new] = trade.ticket
            }
        }
        findRoots()
    }

    /// The first ticket of the position to which a ticket belongs.
    func position(of ticket: Int64) -> Int64 { roots[ticket] ?? ticket }

    /// Follows every chain to its start, each ticket once. A ring, which no server writes, starts where it is entered.
    private mutating func findRoots() {
        for start in parents.keys.sorted() where roots[start] == nil {
            var path: [Int64] = [start]
            var onPath: Set<Int64> = [start]
            var current = start
            while let parent = parents[current], roots[current] == nil, onPath.insert(parent).inserted {
                path.append(parent)
                current = parent
            }
            let root = roots[current] ?? current
            for ticket in path { roots[ticket] = root }
        }
    }

    /// The ticket against which a trade was closed.
    static func closedBy(_ comment: String) -> Int64? { number(after: "hedge by #", in: comment) ?? number(after: "close by #", in: comment) }

    /// Anyone can write `from #1` into a comment: where both rows are there, they must be parts of one position.
    private func follows(_ child: MT4Document.Trade, _ parent: Int64) -> Bool {
        guard parent != child.ticket else { return false }
        guard let old = trades[parent] else { return true }
        return old.symbol == child.symbol && old.side == child.side && old.openedAt == child.openedAt && old.priceOpen == child.priceOpen
    }

    private static func number(after mark: String, in comment: String) -> Int64? {
        guard let range = comment.lowercased().firstRange(of: mark) else { return nil }
        let text = comment.lowercased()
        return Int64(text[range.upperBound...].prefix { $0.isASCII && $0.isNumber })
    }
}
