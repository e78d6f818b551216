import Brokerage

/// Reads deals from separated values: the history of a signal, and what programs write that ask the terminal.
enum DealExport {
    /// Nil when the first rows hold no head of such an export. A report has rows of its own above its first table.
    static func read(_ table: Table, format: ReportFormat, options: StatementOptions) throws(StatementError) -> Statement? {
        guard let headIndex = table.rows.prefix(3).firstIndex(where: { $0.filled.count >= 8 && isHead($0) }) else { return nil }
        let head = table.rows[headIndex]
        let columns = ReportColumns(names: head)
        var statement = Statement(kind: .dealCSV)
        if options.login == nil { statement.warnings.append("The file names no account: say to which one its deals belong.") }
        let rows = table.rows[(headIndex + 1)...]
        if columns.has(.ticket, .position) || columns.has(.ticket, .entry) {
            try readRecords(rows, columns, format, options, into: &statement)
        } else if columns.has(.time, .action, .volume, .symbol, .closeTime, .profit) {
            try readTrades(rows, columns, format, options, into: &statement)
        } else {
            return nil
        }
        statement.deals.sort { ($0.time, $0.ticket) < ($1.time, $1.ticket) }
        sum(&statement)
        return statement
    }

    private static func isHead(_ row: TableRow) -> Bool {
        let columns = ReportColumns(names: row)
        return columns.has(.symbol, .action, .volume, .profit) && (columns.has(.time) || columns.has(.timeMilliseconds))
    }

    private static func sum(_ statement: inout Statement) {
        let trades = statement.deals.filter { $0.side != nil }
        statement.totals.computed[.profit] = trades.reduce(.zero) { $0 + $1.profit }
        statement.totals.computed[.commission] = statement.deals.reduce(.zero) { $0 + $1.commission }
        statement.totals.computed[.swap] = statement.deals.reduce(.zero) { $0 + $1.swap }
        statement.totals.computed[.fee] = statement.deals.reduce(.zero) { $0 + $1.fee }
        statement.totals.computed[.closed] = trades.reduce(.zero) { $0 + $1.net }
        statement.totals.computed[.deposits] = statement.deals.reduce(.zero) { $1.action == .balance ? $0 + $1.profit : $0 }
        statement.totals.computed[.credit] = statement.deals.reduce(.zero) { $1.action == .credit ? $0 + $1.profit : $0 }
        statement.totals.computed[.trades] = Money(trades.count { $0.entry != .in })
    }

    // MARK: One row a deal

    private static func readRecords(
        _ rows: ArraySlice<TableRow>, _ columns: ReportColumns, _ format: ReportFormat, _ options: StatementOptions, into statement: inout Statement
    ) throws(StatementError) {
        for row in rows {
            let fields = ReportRow(row: row, columns: columns, format: format)
            let word = fields.text(.action)
            guard let kind = DealWords.kind(word) ?? format.numbers.integer(word).flatMap({ DealWords.kind(number: $0) }) else {
                throw .row(row.line, "“\(word.shortened)” is no type of deal that is known")
            }
            var deal = Deal(ticket: try fields.integer(.ticket), login: options.login ?? 0, action: kind.action, time: try time(fields))
            deal.platformAction = kind.platformAction
            let entry = fields.text(.entry)
            guard let direction = entry.isEmpty ? DealEntry.in : DealWords.entry(entry) else {
                throw .row(row.line, "“\(entry.shortened)” is no direction of a deal")
            }
            deal.entry = direction
            deal.order = try fields.integer(.order)
            deal.position = try fields.integer(.position)
            deal.expert = try fields.integer(.magic)
            deal.symbol = fields.text(.symbol)
            deal.volume = try fields.volume()
            deal.price = try fields.figure(.price)
            deal.commission = try fields.figure(.commission)
            deal.swap = try fields.figure(.swap)
            deal.profit = try fields.figure(.profit)
            deal.fee = try fields.figure(.fee)
            deal.comment = fields.text(.comment)
            let stated = fields.has(.reason) ? DealWords.reason(number: try fields.integer(.reason)) : nil
            deal.reason = stated ?? DealWords.reason(comment: deal.comment) ?? .client
            statement.deals.append(deal)
        }
    }

    /// Seconds or milliseconds of the server's clock, or a date.
    private static func time(_ fields: ReportRow) throws(StatementError) -> Timestamp {
        if fields.has(.timeMilliseconds), let number = fields.format.numbers.integer(fields.text(.timeMilliseconds)), number > 0 {
            return fields.format.clock.instant(ofWall: Timestamp(milliseconds: number))
        }
        if let number = Int64(fields.text(.time)), number > 10_000_000 {
            return fields.format.clock.instant(ofWall: number > 100_000_000_000 ? Timestamp(milliseconds: number) : Timestamp(seconds: number))
        }
        return try fields.time(.time)
    }

    // MARK: One row a trade

    /// Exports of signals number nothing. A trade's number is made of what it is, so that a longer export of the same account numbers
    /// it the same.
    private static func readTrades(
        _ rows: ArraySlice<TableRow>, _ columns: ReportColumns, _ format: ReportFormat, _ options: StatementOptions, into statement: inout Statement
    ) throws(StatementError) {
        var seen: [UInt64: UInt64] = [:]
        var pending = 0
        for row in rows {
            let fields = ReportRow(row: row, columns: columns, format: format)
            let word = fields.text(.action)
            if DealWords.isPending(word) {
                pending += 1
                continue
            }
            guard let kind = DealWords.kind(word) else { throw .row(row.line, "“\(word.shortened)” is no type of trade that is known") }
            var fingerprint = Fingerprint()
            for field in [ReportField.time, .action, .volume, .symbol, .price, .closeTime, .closePrice, .profit] {
                fingerprint.add(fields.text(field))
            }
            let copies = seen[fingerprint.value, default: 0]
            seen[fingerprint.value] = copies + 1
            if copies > 0 { fingerprint.add(String(copies)) }
            statement.deals += try deals(fields, kind, number: fingerprint.number, login: options.login ?? 0)
        }
        statement.warnings.append("The file numbers no trades: their numbers were made from what the rows say.")
        if pending > 0 { statement.warnings.append("\(pending) orders that never became trades were left out.") }
    }

    private static func deals(_ fields: ReportRow, _ kind: DealWords.Kind, number: Int64, login: Int64) throws(StatementError) -> [Deal] {
        var opening = Deal(ticket: number * 10 + 1, login: login, action: kind.action, time: try fields.time(.time))
        opening.platformAction = kind.platformAction
        opening.comment = fields.text(.comment)
        guard let side = opening.side else {
            opening.ticket = number * 10
            opening.profit = try amount(fields)
            return [opening]
        }
        opening.position = number
        opening.symbol = fields.text(.symbol)
        opening.volume = try fields.volume()
        opening.price = try fields.figure(.price)
        var closing = opening
        closing.ticket = number * 10 + 2
        closing.action = side == .buy ? .sell : .buy
        closing.platformAction = side == .buy ? 1 : 0
        closing.entry = .out
        closing.reason = DealWords.reason(comment: opening.comment) ?? .client
        closing.time = try fields.time(.closeTime)
        closing.price = try fields.figure(.closePrice)
        closing.priceSL = try fields.figure(.stopLoss)
        closing.priceTP = try fields.figure(.takeProfit)
        closing.commission = try fields.figure(.commission)
        closing.swap = try fields.figure(.swap)
        closing.profit = try fields.figure(.profit)
        return [opening, closing]
    }

    private static func amount(_ fields: ReportRow) throws(StatementError) -> Money {
        guard fields.has(.profit) else { throw .row(fields.row.line, "the operation on the balance states no amount") }
        return try fields.figure(.profit)
    }

    /// FNV-1a over the fields of a row.
    private struct Fingerprint {
        private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

        mutating func add(_ text: String) {
            for byte in text.utf8 { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
            value = (value ^ 0x1F) &* 0x100_0000_01B3
        }

        /// 59 bits, so that a further digit fits.
        var number: Int64 { Int64(value >> 5) }
    }
}
