/// A workbook in the XML of Excel 2003, which older terminals write: everything in one file.
enum SpreadsheetXML {
    /// - Parameter bytes: UTF-8.
    static func read(_ bytes: [UInt8]) throws(TableError) -> [Table] {
        var reader = XMLReader(bytes)
        var tables: [Table] = []
        var sheet = Sheet()
        while let token = try reader.next() {
            switch token {
            case .start("Worksheet", _): sheet = Sheet()
            case .end("Worksheet"): if !sheet.table.rows.isEmpty { tables.append(sheet.table) }
            case .start(let name, let attributes): sheet.start(name, attributes)
            case .text(let text): try sheet.append(text)
            case .end(let name): try sheet.end(name)
            }
        }
        return tables
    }

    private struct Sheet {
        var table = Table()
        private var row = TableRow(line: 0, cells: [])
        private var column = 0
        private var span = 1
        private var type = ""
        private var value = ""
        private var isData = false
        private var cells = 0

        mutating func start(_ name: String, _ attributes: [String: String]) {
            switch name {
            case "Row":
                row = TableRow(line: attributes["Index"].flatMap { Int($0) } ?? row.line + 1, cells: [])
                column = 0
            case "Cell":
                if let index = attributes["Index"].flatMap({ Int($0) }), index > column, index <= 16_384 { column = index - 1 }
                span = min(max(attributes["MergeAcross"].flatMap { Int($0) } ?? 0, 0), TableLimits.span) + 1
                value = ""
                type = ""
            case "Data":
                isData = true
                type = attributes["Type"] ?? ""
            default: break
            }
        }

        mutating func append(_ text: String) throws(TableError) {
            guard isData else { return }
            value += text
            guard value.utf8.count <= TableLimits.cellBytes else {
                throw TableError(code: .tooLarge, line: row.line, reason: "a cell is longer than any statement's")
            }
        }

        mutating func end(_ name: String) throws(TableError) {
            switch name {
            case "Data": isData = false
            case "Cell":
                let text = shown
                if !text.isEmpty { row.cells.append(TableCell(text: text, column: column, span: span, isNumber: type == "Number")) }
                column += span
                cells += 1
            case "Row":
                if !row.cells.isEmpty { table.rows.append(row) }
                guard row.cells.count <= TableLimits.cellsInRow, table.rows.count <= TableLimits.rows, cells <= TableLimits.cells else {
                    throw TableError(code: .tooLarge, line: row.line, reason: "the sheet has more rows or cells than are read")
                }
            default: break
            }
        }

        /// `2024-01-02T10:00:00.000` of a date cell reads like any date.
        private var shown: String {
            let text = value.asCellText
            guard type == "Number", text.contains(where: { $0 == "." || $0 == "E" }), let number = Double(text), number.isFinite else { return text }
            let shortest = number.description
            return shortest.hasSuffix(".0") ? String(shortest.dropLast(2)) : shortest
        }
    }
}
