import Brokerage

extension RiskEngine {
    /// The house's result of the UTC day that is not over (risk-domain 2.3), at current rates. An account counts with the book and group it
    /// has now. One pass over the accounts.
    public func profitAndLoss() -> HouseResult {
        let change = FloatingChange(market, day: today)
        var table = DayTable(instruments: market.instruments.count, groups: holders.groups.count)
        for index in accounts.indices where !accounts[index].isExcluded && accounts[index].history.today.day == today {
            table.add(accounts[index], market)
        }
        var total = ResultRow(key: "total")
        var books = [Book.a, .b, .c].map { ResultRow(key: $0.rawValue) }
        let symbols = market.underlyings.indices.compactMap { symbolResult($0, table, change, &total, &books) }
        for book in 0..<3 {
            books[book].add(table.money[book])
            total.add(table.money[book])
        }
        return HouseResult(
            day: today, total: Self.closed(total, table.reason), byBook: books.filter(\.isUsed).map { Self.closed($0, table.reason) },
            bySymbol: symbols.map { Self.closed($0, table.reason) }.sorted { $0.key < $1.key }, byGroup: groupResults(table, change))
    }

    private static func closed(_ row: ResultRow, _ reason: MissingReason?) -> ResultRow {
        var row = row
        row.reason = row.reason ?? reason
        row.close()
        return row
    }

    private func symbolResult(
        _ underlying: Int, _ table: DayTable, _ change: FloatingChange, _ total: inout ResultRow, _ books: inout [ResultRow]
    ) -> ResultRow? {
        var row = ResultRow(key: market.underlyings[underlying].name)
        let isCoverKnown = isCoverKnown(underlying)
        for number in market.underlyings[underlying].members {
            for book in 0..<3 {
                let day = table.books[book][number]
                guard book != 0 || isCoverKnown else {
                    Self.forEach(&row, &total, &books[book]) { $0.addCovered(day) }
                    continue
                }
                var reason: MissingReason?
                let floating = change(number, market.instruments[number].totals[book], day, &reason)
                Self.forEach(&row, &total, &books[book]) { $0.addKept(day, floating: floating, reason) }
            }
            guard let provider = providers.position(of: number) else { continue }
            var reason: MissingReason?
            let usd = coverResult(provider, number, change, &reason)
            Self.forEach(&row, &total, &books[0]) { $0.addCover(usd, reason) }
        }
        return row.isUsed ? row : nil
    }

    private static func forEach(_ one: inout ResultRow, _ two: inout ResultRow, _ three: inout ResultRow, _ body: (inout ResultRow) -> Void) {
        body(&one)
        body(&two)
        body(&three)
    }

    /// What the cover of an instrument made on the day: what is open now, less what was at the start, and the cash of the day's fills.
    private func coverResult(_ provider: ProviderPosition, _ number: Int, _ change: FloatingChange, _ reason: inout MissingReason?) -> Double? {
        let isToday = provider.day == today
        let (lots, cash) = isToday ? (provider.dayLots, provider.dayCash) : (0, 0)
        guard let open = change(number, lots: provider.lots, cash: cash, movedLots: lots, movedCash: cash, &reason) else { return nil }
        return open - (isToday ? Double(provider.dayCommission) / 1e8 : 0)
    }

    private func groupResults(_ table: DayTable, _ change: FloatingChange) -> [ResultRow] {
        holders.groups.indices.compactMap { group -> ResultRow? in
            var row = ResultRow(key: holders.groups[group].name)
            var seen: Set<Int> = []
            holders.groups[group].forEach { number, _, kept in
                seen.insert(number)
                var reason: MissingReason?
                let day = table.groups[group][number] ?? ClientDay()
                row.addKept(day, floating: change(number, kept, day, &reason), reason)
            }
            for (number, day) in table.groups[group].sorted(by: { $0.key < $1.key }) where !seen.contains(number) {
                var reason: MissingReason?
                row.addKept(day, floating: change(number, Holding(), day, &reason), reason)
            }
            for (_, day) in table.coveredGroups[group].sorted(by: { $0.key < $1.key }) { row.addCovered(day) }
            row.add(table.groupMoney[group])
            return row.isUsed ? Self.closed(row, table.reason) : nil
        }.sorted { $0.key < $1.key }
    }
}

extension ResultRow {
    /// Whether anything happened.
    var isUsed: Bool { self != ResultRow(key: key) }
}
