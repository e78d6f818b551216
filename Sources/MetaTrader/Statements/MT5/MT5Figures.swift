import Brokerage

/// The blocks of figures at the end of an MT5 report, told by where they stand and by how they hang together.
struct MT5Figures {
    /// Balance, credit, floating result, equity; beside them free margin, margin, margin level.
    struct Summary {
        var line: Int
        var balance: Money
        var credit: Money
        var floating: Money
        var equity: Money
        var freeMargin: Money?
        var margin: Money?
    }

    struct Results {
        var line: Int
        var netProfit: Money
        var grossProfit: Money
        var grossLoss: Money
    }

    struct Trades {
        var line: Int
        var trades: Money
        var short: Money
        var long: Money
    }

    private(set) var summary: Summary?
    private(set) var results: Results?
    private(set) var trades: Trades?

    init(_ rows: [MT5Document.Figures]) {
        summary = MT5Figures.summary(rows)
        results = MT5Figures.results(rows)
        trades = MT5Figures.trades(rows)
    }

    /// Four rows that follow each other, of which the last is one figure: the sum of the first figures of the three above. Where a file
    /// was edited the sum fails; then the first four rows of that shape are taken and the comparison says so.
    private static func summary(_ rows: [MT5Document.Figures]) -> Summary? {
        guard rows.count >= 4 else { return nil }
        var shaped: Summary?
        for start in 0...(min(rows.count, 64) - 4) {
            let four = rows[start..<(start + 4)]
            let values = four.map { row in row.items.map(\.value) }
            guard let balance = values[0].first ?? nil, let credit = values[1].first ?? nil, let floating = values[2].first ?? nil,
                values[3].count == 1, let equity = values[3][0], values[0].count <= 2
            else { continue }
            let found = Summary(
                line: rows[start].line, balance: balance, credit: credit, floating: floating, equity: equity,
                freeMargin: values[0].count == 2 ? values[0][1] : nil, margin: values[1].count == 2 ? values[1][1] : nil)
            if balance + credit + floating == equity { return found }
            if shaped == nil { shaped = found }
        }
        return shaped
    }

    /// A row of three figures of which the first is the sum of the other two, the one not negative and the other not positive.
    private static func results(_ rows: [MT5Document.Figures]) -> Results? {
        var named: Results?
        for row in rows where row.items.count == 3 {
            let values = row.items.compactMap(\.value)
            guard values.count == 3 else { continue }
            let found = Results(line: row.line, netProfit: values[0], grossProfit: values[1], grossLoss: values[2])
            if values[1] >= .zero, values[2] <= .zero, values[1] + values[2] == values[0] { return found }
            if named == nil, row.items[0].label.lowercased().hasPrefix("total net profit") { named = found }
        }
        return named
    }

    /// A row of three: a number of trades, and how many of them were short and long, each with the share that won.
    private static func trades(_ rows: [MT5Document.Figures]) -> Trades? {
        for row in rows where row.items.count == 3 {
            guard let all = count(row.items[0].text), let short = leadingCount(row.items[1].text), let long = leadingCount(row.items[2].text) else {
                continue
            }
            if short + long == all { return Trades(line: row.line, trades: all, short: short, long: long) }
        }
        return nil
    }

    private static func count(_ text: String) -> Money? {
        Int(text.filter { $0 != " " }).flatMap { $0 >= 0 && $0 < 1_000_000_000 ? Money($0) : nil }
    }

    private static func leadingCount(_ text: String) -> Money? {
        guard text.contains("%"), let open = text.firstIndex(of: "(") else { return nil }
        return count(String(text[..<open]))
    }
}
