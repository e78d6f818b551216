/// Reads separated values: comma, semicolon or tab, quoted or not.
enum DelimitedText {
    /// - Parameter bytes: UTF-8.
    static func read(_ bytes: [UInt8]) throws(TableError) -> Table {
        var table = Table()
        var reader = Reader(bytes: bytes, separator: separator(of: bytes))
        while let row = try reader.nextRow() {
            if table.rows.isEmpty, row.cells.count <= 2, row.cells.first?.text.lowercased().hasPrefix("sep=") == true { continue }
            if row.cells.contains(where: { !$0.isEmpty }) { table.rows.append(row) }
            guard table.rows.count <= TableLimits.rows else {
                throw TableError(code: .tooLarge, line: row.line, reason: "the file has more rows than are read")
            }
        }
        return table
    }

    /// The separator that occurs in most of the first lines, outside quotes. A semicolon or tab beats a comma, which may also
    /// stand inside numbers.
    static func separator(of bytes: [UInt8]) -> UInt8 {
        var counts: [UInt8: Int] = [:]
        var lines = 0
        var isQuoted = false
        var inLine: [UInt8: Int] = [:]
        for byte in bytes.prefix(64 << 10) {
            switch byte {
            case UInt8(ascii: "\""): isQuoted.toggle()
            case UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: ","): if !isQuoted { inLine[byte, default: 0] += 1 }
            case UInt8(ascii: "\n"):
                for (separator, count) in inLine where count >= 2 { counts[separator, default: 0] += 1 }
                inLine = [:]
                lines += 1
            default: break
            }
            if lines >= 40 { break }
        }
        for (separator, count) in inLine where count >= 2 { counts[separator, default: 0] += 1 }
        let order = [UInt8(ascii: "\t"), UInt8(ascii: ";"), UInt8(ascii: ",")]
        let most = counts.values.max() ?? 0
        return order.first { (counts[$0] ?? 0) * 2 > most } ?? UInt8(ascii: ",")
    }

    private struct Reader {
        let bytes: [UInt8]
        let separator: UInt8
        var index = 0
        var line = 1

        mutating func nextRow() throws(TableError) -> TableRow? {
            guard index < bytes.count else { return nil }
            var row = TableRow(line: line, cells: [])
            while true {
                let (text, isLast) = try nextField()
                row.cells.append(TableCell(text: text, column: row.cells.count))
                guard row.cells.count <= TableLimits.cellsInRow else { throw tooLarge }
                if isLast { return row }
            }
        }

        private mutating func nextField() throws(TableError) -> (String, isLast: Bool) {
            var field: [UInt8] = []
            var isQuoted = false
            let start = index
            while index < bytes.count {
                let byte = bytes[index]
                index += 1
                if byte == UInt8(ascii: "\n") { line += 1 }
                if isQuoted {
                    guard byte == UInt8(ascii: "\"") else {
                        field.append(byte)
                        continue
                    }
                    if index < bytes.count, bytes[index] == UInt8(ascii: "\"") {
                        field.append(byte)
                        index += 1
                    } else {
                        isQuoted = false
                    }
                } else if byte == UInt8(ascii: "\""), field.allSatisfy({ $0 <= 0x20 }) {
                    isQuoted = true
                    field.removeAll(keepingCapacity: true)
                } else if byte == separator {
                    return (text(field), false)
                } else if byte == UInt8(ascii: "\n") {
                    return (text(field), true)
                } else {
                    field.append(byte)
                }
                guard index - start <= TableLimits.cellBytes else { throw tooLarge }
            }
            guard !isQuoted else { throw TableError(code: .truncated, line: line, reason: "the file ends inside a quoted text") }
            return (text(field), true)
        }

        private func text(_ field: [UInt8]) -> String { String(decoding: field, as: UTF8.self).asCellText }

        private var tooLarge: TableError {
            TableError(code: .tooLarge, line: line, reason: "a field or a row is longer than any statement's")
        }
    }
}
