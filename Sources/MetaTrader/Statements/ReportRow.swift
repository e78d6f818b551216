import Brokerage

/// The fields of one row, read in the file's own way of writing numbers and dates.
struct ReportRow {
    let row: TableRow
    let columns: ReportColumns
    let format: ReportFormat

    func has(_ field: ReportField) -> Bool { columns.cell(field, in: row) != nil }
    func text(_ field: ReportField) -> String { columns.text(field, in: row) }
    func note(_ field: ReportField) -> String { columns.cell(field, in: row)?.note ?? "" }

    /// The figure of a field; zero where the cell is empty or the table has no such column.
    /// - Throws: ``StatementError`` when the cell holds anything but one number.
    func figure<Value: FixedPoint>(_ field: ReportField, as type: Value.Type = Value.self) throws(StatementError) -> Value {
        guard let cell = columns.cell(field, in: row) else { return .zero }
        guard let value: Value = format.numbers.value(cell) else {
            throw .row(row.line, "“\(cell.text.shortened)” in the column of \(field.title) is not a number")
        }
        return value
    }

    /// A volume, of which reports of orders write `filled / initial`: the filled part.
    func volume() throws(StatementError) -> Lots {
        guard let cell = columns.cell(.volume, in: row) else { return .zero }
        let filled = cell.text.split(separator: "/").first.map { String($0).asCellText } ?? ""
        guard let value: Lots = cell.isNumber ? format.numbers.value(cell) : format.numbers.value(filled) else {
            throw .row(row.line, "“\(cell.text.shortened)” in the column of volume is not a number")
        }
        return value
    }

    func integer(_ field: ReportField) throws(StatementError) -> Int64 {
        let text = text(field)
        guard !text.isEmpty else { return 0 }
        guard let value = format.numbers.integer(text) else {
            throw .row(row.line, "“\(text.shortened)” in the column of \(field.title) is not a whole number")
        }
        return value
    }

    func time(_ field: ReportField) throws(StatementError) -> Timestamp {
        try format.instant(text(field), line: row.line)
    }
}

/// How one file writes what it says.
struct ReportFormat {
    var numbers: NumberStyle
    var times: WallTime
    var clock: ServerClock

    init(_ table: Table, clock: ServerClock) {
        numbers = .detect(table)
        times = .detect(table)
        self.clock = clock
    }

    /// The instant at which the server's clock showed a date.
    func instant(_ text: String, line: Int?) throws(StatementError) -> Timestamp {
        if let wall = times.wall(text) { return clock.instant(ofWall: wall) }
        if times.looksLikeDate(text), text.contains("/"), times.slashOrder == .unknown {
            throw StatementError(
                code: .ambiguous, line: line,
                reason: "“\(text.shortened)” may mean two dates, and no date in the file tells whether the month or the day comes first")
        }
        throw .row(line ?? 0, "“\(text.shortened)” is not a date")
    }
}

extension ReportField {
    var title: String {
        switch self {
        case .stopLoss: "S/L"
        case .takeProfit: "T/P"
        case .closeTime: "closing time"
        case .closePrice: "closing price"
        case .marketPrice: "market price"
        case .action: "type"
        case .entry: "direction"
        case .timeMilliseconds: "time_msc"
        default: "\(self)"
        }
    }
}

extension String {
    /// The first 40 characters, for messages.
    var shortened: String { count <= 40 ? self : prefix(40) + "…" }
}
