import Brokerage

/// Reads the rows of an MT4 statement. Its words are English in every interface language.
struct MT4Reader {
    private enum Section { case none, closed, open, working, summary }

    private let format: ReportFormat
    private var document = MT4Document()
    private var section = Section.none
    private var columns: ReportColumns?
    /// Where a comment row of old builds belongs.
    private var last: Last = .nothing

    private enum Last { case nothing, closed, open, operation, order }

    /// Nil when the table is no MT4 statement.
    static func read(_ table: Table, format: ReportFormat) throws(StatementError) -> MT4Document? {
        guard isStatement(table) else { return nil }
        var reader = MT4Reader(format: format)
        for row in table.rows { try reader.take(row, preamble: table.preamble) }
        guard reader.sawTable else {
            throw StatementError(code: .truncated, line: table.rows.last?.line, reason: "the statement ends before its tables of trades")
        }
        return reader.document
    }

    private init(format: ReportFormat) { self.format = format }

    private var sawTable = false

    /// The titles of the tables make a statement, or the table of closed trades itself where they were lost.
    private static func isStatement(_ table: Table) -> Bool {
        var hasTitle = false
        for row in table.rows.prefix(400) {
            let filled = row.filled
            if let first = filled.first, filled.count <= 2 {
                let title = first.text.lowercased()
                if title.hasPrefix("closed transactions") || title.hasPrefix("open trades") { hasTitle = true }
                if title == "deals:" || title == "positions:" { return false }
            }
            if filled.count >= 12, isTradeHead(filled) { return true }
        }
        return hasTitle
    }

    private static func isTradeHead(_ cells: [TableCell]) -> Bool {
        let names = Set(cells.map { $0.text.lowercased() })
        return names.contains("ticket") && names.contains("open time") && names.contains("close time") && names.contains("type")
    }

    // MARK: Rows

    private mutating func take(_ row: TableRow, preamble: String) throws(StatementError) {
        let filled = row.filled
        guard let first = filled.first else { return }
        if document.account == nil, section == .none, let account = MT4Head.account(row, preamble: preamble, format: format) {
            document.account = account
            return
        }
        if filled.count <= 2, let section = title(first.text) {
            self.section = section
            columns = nil
            last = .nothing
            return
        }
        if filled.count >= 8, filled.contains(where: { $0.text.lowercased() == "ticket" }) { return takeHead(row) }
        switch section {
        case .none: return
        case .working: return
        case .summary: return takeFigures(filled, line: row.line)
        case .closed, .open: try takeTrade(row, filled)
        }
    }

    private func title(_ text: String) -> Section? {
        switch text.lowercased() {
        case "closed transactions:", "closed transactions", "closed trades:": .closed
        case "open trades:", "open trades": .open
        case "working orders:", "working orders": .working
        case "summary:", "summary", "details:", "details", "a/c summary:", "a/c summary": .summary
        default: nil
        }
    }

    private mutating func takeHead(_ row: TableRow) {
        columns = ReportColumns(names: row)
        sawTable = true
        // A spreadsheet may have lost the titles; the heads differ by the closing time.
        if section == .none { section = columns?.has(.closeTime) == true ? .closed : .open }
    }

    private mutating func takeTrade(_ row: TableRow, _ filled: [TableCell]) throws(StatementError) {
        guard let columns else { return takeFigures(filled, line: row.line) }
        let fields = ReportRow(row: row, columns: columns, format: format)
        let isTicket = fields.has(.ticket) && format.numbers.integer(fields.text(.ticket)) != nil
        if isTicket, fields.has(.action), !fields.text(.time).isEmpty { return try takeTicket(fields, filled) }
        if takeSums(fields, filled) { return }
        if filled.count <= 2, takeComment(filled) { return }
        if filled.contains(where: { $0.text.hasSuffix(":") }) { return takeFigures(filled, line: row.line) }
        if filled.count <= 2 { return }
        throw .row(row.line, "the row is neither a trade nor a sum: “\(filled.prefix(4).map(\.text).joined(separator: " | ").shortened)”")
    }

    private mutating func takeTicket(_ fields: ReportRow, _ filled: [TableCell]) throws(StatementError) {
        let word = fields.text(.action).lowercased()
        let line = fields.row.line
        if DealWords.isPending(word) {
            document.cancelledOrders += 1
            last = .order
            return
        }
        guard let kind = DealWords.kind(word) else {
            throw .row(line, "“\(word.shortened)” is no type of trade that is known")
        }
        let ticket = try ticket(fields)
        guard let side = Side(name: word) else {
            document.operations.append(try operation(fields, filled, ticket: ticket, action: kind.action))
            last = .operation
            return
        }
        if isCancelled(fields) {
            document.cancelledOrders += 1
            last = .order
            return
        }
        let trade = try trade(fields, ticket: ticket, side: side)
        if section == .closed { document.closed.append(trade) } else { document.open.append(trade) }
        last = section == .closed ? .closed : .open
    }

    private func isCancelled(_ fields: ReportRow) -> Bool {
        let text = fields.text(.commission).lowercased()
        return text.contains("cancelled") || text.contains("canceled") || text.contains("deleted") || text.contains("expir")
    }

    /// Tickets are kept below the bound that lets two deal numbers be made of each.
    private func ticket(_ fields: ReportRow) throws(StatementError) -> Int64 {
        let ticket = try fields.integer(.ticket)
        guard ticket > 0, ticket < Int64.max / 16 else { throw .row(fields.row.line, "the ticket \(ticket) is out of range") }
        return ticket
    }

    private func trade(_ fields: ReportRow, ticket: Int64, side: Side) throws(StatementError) -> MT4Document.Trade {
        let symbol = fields.text(.symbol)
        guard !symbol.isEmpty else { throw .row(fields.row.line, "the trade names no symbol") }
        let note = MT4Note(fields.note(.ticket), ticket: ticket)
        let isClosed = section == .closed
        return MT4Document.Trade(
            line: fields.row.line, ticket: ticket, side: side, symbol: MT4Symbol.name(symbol), volume: try fields.volume(),
            openedAt: try fields.time(.time), priceOpen: try fields.figure(.price), priceSL: try fields.figure(.stopLoss),
            priceTP: try fields.figure(.takeProfit), closedAt: isClosed ? try fields.time(.closeTime) : nil,
            priceClose: try fields.figure(.closePrice), commission: try fields.figure(.commission), taxes: try fields.figure(.fee),
            swap: try fields.figure(.swap), profit: try fields.figure(.profit),
            comment: fields.text(.comment).nonEmpty ?? note.comment, magic: note.magic)
    }

    /// The amount stands in the column of profit, or, where a spreadsheet closed the gaps, in the last cell that is a number.
    private func operation(
        _ fields: ReportRow, _ filled: [TableCell], ticket: Int64, action: DealAction
    ) throws(StatementError) -> MT4Document.Operation {
        let actionColumn = fields.columns.column(.action) ?? 0
        let rest = filled.filter { $0.column > actionColumn }
        let inColumn = fields.columns.cell(.profit, in: fields.row).flatMap { format.numbers.value($0, as: Money.self) }
        guard let amount = inColumn ?? rest.last(where: { format.numbers.value($0, as: Money.self) != nil }).flatMap({ format.numbers.value($0) })
        else {
            throw .row(fields.row.line, "the operation on the balance states no amount")
        }
        let comment = rest.count > 1 ? rest.first?.text : nil
        return MT4Document.Operation(
            line: fields.row.line, ticket: ticket, time: try fields.time(.time), action: action, amount: amount,
            comment: comment ?? MT4Note(fields.note(.ticket), ticket: ticket).comment)
    }

    /// Some builds write the comment of a trade as a row of its own below it: at the tenth column the number of the expert, then the text.
    private mutating func takeComment(_ filled: [TableCell]) -> Bool {
        if filled.count == 1, filled[0].text.lowercased() == "no transactions" { return true }
        guard last != .nothing, !filled[0].text.hasSuffix(":") else { return false }
        defer { last = .nothing }
        let magic = filled[0].column == 9 ? format.numbers.integer(filled[0].text) : nil
        let comment = magic == nil ? filled[filled.count - 1].text : filled.count == 2 ? filled[1].text : ""
        switch last {
        case .nothing: return false
        case .closed: MT4Reader.note(magic, comment, on: &document.closed[document.closed.count - 1])
        case .open: MT4Reader.note(magic, comment, on: &document.open[document.open.count - 1])
        case .operation:
            if document.operations[document.operations.count - 1].comment.isEmpty {
                document.operations[document.operations.count - 1].comment = comment
            }
        case .order: break
        }
        return true
    }

    private static func note(_ magic: Int64?, _ comment: String, on trade: inout MT4Document.Trade) {
        if trade.comment.isEmpty { trade.comment = comment }
        if trade.magic == 0, let magic { trade.magic = magic }
    }

    // MARK: Sums

    /// A row with figures below the columns of money and nothing else.
    private mutating func takeSums(_ fields: ReportRow, _ filled: [TableCell]) -> Bool {
        guard !fields.has(.ticket), filled.count >= 3, filled.count <= 4, filled.allSatisfy({ format.numbers.value($0, as: Money.self) != nil })
        else { return false }
        let values = filled.compactMap { format.numbers.value($0, as: Money.self) }
        let hasTaxes = values.count == 4
        let sums = MT4Document.Sums(
            line: fields.row.line, commission: values[0], taxes: hasTaxes ? values[1] : .zero, swap: values[values.count - 2],
            profit: values[values.count - 1])
        if section == .closed { document.closedSums = sums } else { document.openSums = sums }
        last = .nothing
        return true
    }

    /// Labels with figures beside them: `Balance:`, `94 174.94`.
    private mutating func takeFigures(_ filled: [TableCell], line: Int) {
        var label: String?
        for cell in filled {
            if let value: Money = format.numbers.value(cell) {
                if let label { document.figures[label] = (value, line) }
                label = nil
            } else if let leading = leadingCount(cell.text), let name = label {
                document.figures[name] = (leading, line)
                label = nil
            } else {
                label = cell.text.lowercased().replacing(":", with: "").asCellText
            }
        }
    }

    /// The number in `339 (77.58%)`.
    private func leadingCount(_ text: String) -> Money? {
        guard text.hasSuffix(")"), let open = text.firstIndex(of: "(") else { return nil }
        return format.numbers.value(String(text[..<open]).asCellText)
    }
}

/// Symbols as the server names them. The terminal writes them in small letters.
enum MT4Symbol {
    /// A currency pair in capitals with whatever follows it as it stands (`eurusd.` → `EURUSD.`, `eurgbpi` → `EURGBPi`), any other
    /// name in capitals. A name that has a capital already stays as it is.
    static func name(_ text: String) -> String {
        guard !text.contains(where: \.isUppercase) else { return text }
        let letters = text.prefix(6)
        let isPair = letters.count == 6 && letters.allSatisfy { $0.isASCII && $0.isLetter } && isCurrency(letters.suffix(3))
        return isPair ? letters.uppercased() + text.dropFirst(6) : text.uppercased()
    }

    private static func isCurrency(_ code: Substring) -> Bool {
        [
            "usd", "eur", "gbp", "jpy", "chf", "aud", "nzd", "cad", "sek", "nok", "dkk", "sgd", "hkd", "zar", "mxn", "try", "pln", "czk",
            "huf", "cnh", "rub", "ils", "thb", "cny", "inr", "brl",
        ].contains(code)
    }
}
