import Brokerage

/// Reads the rows of an MT5 report in any language: tables are known by their shape, types and directions by their English words.
struct MT5Reader {
    private let format: ReportFormat
    private let title: String
    private var document = MT5Document()
    private var above: [TableRow] = []
    private var head: TableRow?
    private var layout: MT5Layout?
    private var sawTable = false

    /// Nil when no table of the report's shape is there.
    static func read(_ table: Table, format: ReportFormat) throws(StatementError) -> MT5Document? {
        var reader = MT5Reader(format: format, title: table.title)
        for row in table.rows { try reader.take(row) }
        guard reader.sawTable else { return nil }
        reader.document.account = MT5Head.account(reader.above, title: table.title, format: format)
        return reader.document
    }

    private init(format: ReportFormat, title: String) { (self.format, self.title) = (format, title) }

    private mutating func take(_ row: TableRow) throws(StatementError) {
        let filled = row.filled
        guard let first = filled.first else { return }
        if isHead(filled) {
            head = row
            layout = nil
            return
        }
        if head != nil, format.times.looksLikeDate(first.text) || format.times.wall(first.text) != nil, filled.count >= 5 {
            return try takeRecord(row)
        }
        if let layout, layout.kind == .deals, takeSums(row, filled, layout) { return }
        if filled.count == 1 || filled.count == 2 && !sawTable {
            endTable()
            if !sawTable, above.count < 200 { above.append(row) }
            return
        }
        if let figures = figures(filled, line: row.line) {
            if sawTable { document.figures.append(figures) } else { above.append(row) }
            endTable()
            return
        }
        if filled.allSatisfy({ format.numbers.value($0, as: Money.self) != nil }) { return }
        if layout != nil, filled.count >= 6 {
            throw .row(row.line, "the row is no record of its table: “\(filled.prefix(4).map(\.text).joined(separator: " | ").shortened)”")
        }
        if !sawTable, above.count < 200 { above.append(row) }
    }

    private mutating func endTable() {
        head = nil
        layout = nil
    }

    /// Eight or more texts and not one number or date.
    private func isHead(_ filled: [TableCell]) -> Bool {
        filled.count >= 8
            && filled.allSatisfy { cell in
                !cell.isNumber && !format.times.looksLikeDate(cell.text) && format.numbers.value(cell.text, as: Money.self) == nil
                    && !cell.text.hasSuffix(":")
            }
    }

    /// Labels with figures: at least one of each, beginning with a label.
    private func figures(_ filled: [TableCell], line: Int) -> MT5Document.Figures? {
        var items: [(label: String, text: String, value: Money?)] = []
        var label: String?
        for cell in filled {
            let startsAsNumber = cell.isNumber || cell.text.first.map { $0.isNumber || $0 == "-" || $0 == "(" || $0 == "−" } == true
            if startsAsNumber {
                guard let name = label else { return nil }
                items.append((name, cell.text, format.numbers.value(cell)))
                label = nil
            } else {
                label = cell.text
            }
        }
        return items.isEmpty ? nil : MT5Document.Figures(line: line, items: items)
    }

    // MARK: Records

    private mutating func takeRecord(_ row: TableRow) throws(StatementError) {
        guard let head else { return }
        if layout == nil {
            guard let found = MT5Layout(head: head, first: row, format: format) else {
                throw .row(row.line, "a table of \(head.filled.count) columns is none of a history report's tables")
            }
            layout = found
            sawTable = true
            if found.kind == .deals { document.hasDeals = true }
        }
        guard let layout else { return }
        let lined = layout.kind == .positions || layout.kind == .open ? MT5Layout.linedUp(row, with: head) : row
        let fields = ReportRow(row: lined, columns: layout.columns, format: format)
        switch layout.kind {
        case .deals: document.deals.append(try MT5Records.deal(fields, warnings: &document.warnings))
        case .positions: document.positions.append(try MT5Records.closedPosition(fields))
        case .orders: try takeOrder(fields)
        case .open: document.open.append(try MT5Records.openPosition(fields))
        case .working: return
        }
    }

    private mutating func takeOrder(_ fields: ReportRow) throws(StatementError) {
        let ticket = try fields.integer(.ticket)
        document.orders[ticket] = MT5Document.Order(
            priceSL: try fields.figure(.stopLoss), priceTP: try fields.figure(.takeProfit), comment: fields.text(.comment))
    }

    /// The sums below the deals: figures in the columns of money, nothing in those before.
    private mutating func takeSums(_ row: TableRow, _ filled: [TableCell], _ layout: MT5Layout) -> Bool {
        let columns = layout.columns
        guard filled.count >= 2, columns.cell(.time, in: row) == nil, columns.cell(.ticket, in: row) == nil,
            filled.allSatisfy({ format.numbers.value($0, as: Money.self) != nil })
        else { return false }
        let numbers = format.numbers
        var figures: [ReportField: Money] = [:]
        let fields = [ReportField.commission, .fee, .swap, .profit, .balance].filter { columns.has($0) }
        if filled.count == fields.count {
            // Told by their order: the row spans the columns before as if hidden ones were not there.
            for (field, cell) in zip(fields, filled) { figures[field] = numbers.value(cell) }
        } else {
            for field in fields { figures[field] = columns.cell(field, in: row).flatMap { numbers.value($0) } }
        }
        guard let profit = figures[.profit] else { return false }
        document.sums = MT5Document.Sums(
            line: row.line, commission: figures[.commission], fee: figures[.fee], swap: figures[.swap], profit: profit, balance: figures[.balance])
        return true
    }
}
