/// Reads one sheet of a workbook.
struct WorkbookSheet {
    private let book: WorkbookParts
    private var table = Table()
    private var row = TableRow(line: 0, cells: [])
    private var cells = 0
    private var cell = Cell()

    private struct Cell {
        var column = 0
        var type = ""
        var style = 0
        var value = ""
        var isText = false
        var phonetic = 0
    }

    static func read(_ bytes: [UInt8], _ book: WorkbookParts) throws(TableError) -> Table {
        var sheet = WorkbookSheet(book: book)
        var reader = XMLReader(bytes)
        while let token = try reader.next() {
            switch token {
            case .start(let name, let attributes): try sheet.start(name, attributes)
            case .text(let text): try sheet.append(text)
            case .end(let name): try sheet.end(name)
            }
        }
        return sheet.table
    }

    private init(book: WorkbookParts) { self.book = book }

    private mutating func start(_ name: String, _ attributes: [String: String]) throws(TableError) {
        switch name {
        case "row":
            let number = attributes["r"].flatMap { Int($0) } ?? row.line + 1
            row = TableRow(line: number, cells: [])
        case "c":
            let next = (row.cells.last?.column ?? -1) + 1
            cell = Cell()
            cell.column = attributes["r"].flatMap { WorkbookSheet.column(of: $0) } ?? max(next, 0)
            cell.type = attributes["t"] ?? "n"
            cell.style = attributes["s"].flatMap { Int($0) } ?? 0
        case "v", "t": cell.isText = cell.phonetic == 0
        case "rPh": cell.phonetic += 1
        default: break
        }
    }

    private mutating func append(_ text: String) throws(TableError) {
        guard cell.isText else { return }
        cell.value += text
        guard cell.value.utf8.count <= TableLimits.cellBytes else { throw tooLarge("a cell is longer than any statement's") }
    }

    private mutating func end(_ name: String) throws(TableError) {
        switch name {
        case "v", "t": cell.isText = false
        case "rPh": cell.phonetic -= 1
        case "c":
            let text = try shownText()
            cells += 1
            guard !text.isEmpty else { return }
            // Cells are promised to stand in order; whatever does not is not from a spreadsheet.
            guard cell.column > row.cells.last?.column ?? -1 else {
                throw TableError(code: .malformed, line: row.line, reason: "the cells of the row are out of order")
            }
            row.cells.append(TableCell(text: text, column: cell.column, isNumber: cell.type == "n"))
        case "row":
            if !row.cells.isEmpty { table.rows.append(row) }
            guard table.rows.count <= TableLimits.rows, cells <= TableLimits.cells else {
                throw tooLarge("the sheet has more rows or cells than are read")
            }
        default: break
        }
    }

    private func shownText() throws(TableError) -> String {
        switch cell.type {
        case "s":
            guard let index = Int(cell.value), book.strings.indices.contains(index) else {
                throw TableError(code: .malformed, line: row.line, reason: "a cell refers to a text that is not there")
            }
            return book.strings[index]
        case "inlineStr", "str", "d": return cell.value.asCellText
        case "b", "e": return ""
        default: return number()
        }
    }

    /// Numbers are stored as binary floats with up to 17 digits; the shortest decimal that means the same float is the figure that
    /// was typed. Numbers shown as dates become `YYYY.MM.DD HH:MM:SS`.
    private func number() -> String {
        let raw = cell.value.asCellText
        let isDate = book.dateStyles.indices.contains(cell.style) && book.dateStyles[cell.style]
        guard isDate || raw.contains(where: { $0 == "." || $0 == "e" || $0 == "E" }), let value = Double(raw), value.isFinite else { return raw }
        if isDate, let text = SerialDate(days: value, isFrom1904: book.isFrom1904)?.text { return text }
        let text = value.description
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    /// The column of a reference such as `AB12`, from 0; nil for what is none.
    private static func column(of reference: String) -> Int? {
        var value = 0
        for byte in reference.utf8 {
            let letter = (byte | 0x20) &- UInt8(ascii: "a")
            guard letter < 26, byte > UInt8(ascii: "9") else { break }
            value = value * 26 + Int(letter) + 1
            guard value <= 16_384 else { return nil }
        }
        return value == 0 ? nil : value - 1
    }

    private func tooLarge(_ reason: String) -> TableError { TableError(code: .tooLarge, line: row.line, reason: reason) }
}
