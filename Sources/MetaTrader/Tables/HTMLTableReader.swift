/// Reads every table row of an HTML text, as browsers do: tags may be unclosed, attributes unquoted, tables nested.
///
/// The reader goes over the text once, never back, and keeps no tree: its time and memory grow with what the text holds and
/// with nothing that it claims (`rowspan`, nesting).
struct HTMLTableReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var index = 0
    private var rows = TableRowBuilder()
    private var table = Table()
    private var outside = CellText()
    private var openTables = 0
    private var sawTable = false
    private var lineAt = 0
    private var line = 1

    /// - Parameter bytes: UTF-8.
    static func read(_ bytes: [UInt8]) throws(TableError) -> Table {
        let result: Result<Table, TableError> = bytes.withUnsafeBufferPointer { buffer in
            var reader = HTMLTableReader(buffer)
            do throws(TableError) {
                return .success(try reader.read())
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    private init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    private mutating func read() throws(TableError) -> Table {
        while index < bytes.count {
            let start = index
            while index < bytes.count, bytes[index] != UInt8(ascii: "<"), bytes[index] != UInt8(ascii: "&") { index += 1 }
            if index > start { appendText(start..<index) }
            if index < bytes.count, bytes[index] == UInt8(ascii: "&") { appendReference() }
            guard rows.cellBytes <= TableLimits.cellBytes else { throw tooLarge("a cell is longer than any statement's") }
            if index < bytes.count, bytes[index] == UInt8(ascii: "<") { try markup() }
        }
        let stopsInside = rows.isInRow
        try endRow()
        table.isComplete = !stopsInside && (openTables <= 0 || !sawTable)
        table.rows = rows.finished
        return table
    }

    // MARK: Text

    private mutating func appendText(_ range: Range<Int>) {
        if rows.isInCell {
            rows.append(bytes, range)
        } else if rows.finished.isEmpty, outside.count < 4096 {
            outside.append(bytes, range)
        }
    }

    private mutating func appendReference() {
        guard let (scalar, end) = HTMLEntities.scalar(in: bytes, at: index) else {
            appendText(index..<(index + 1))
            index += 1
            return
        }
        if rows.isInCell {
            rows.append(scalar: scalar)
        } else if rows.finished.isEmpty, outside.count < 4096 {
            outside.append(scalar: scalar)
        }
        index = end
    }

    // MARK: Markup

    private mutating func markup() throws(TableError) {
        let next = index + 1 < bytes.count ? bytes[index + 1] : 0
        switch next {
        case UInt8(ascii: "!"), UInt8(ascii: "?"): skipDeclaration()
        case UInt8(ascii: "/"):
            index += 2
            let name = tagName()
            HTMLAttributes.skip(bytes, &index)
            try endTag(name)
        case _ where (next | 0x20) &- UInt8(ascii: "a") < 26:
            index += 1
            try startTag(tagName())
        default:
            appendText(index..<(index + 1))
            index += 1
        }
    }

    /// Comments end at `-->`, everything else that starts with `<!` or `<?` at the next `>`.
    private mutating func skipDeclaration() {
        let isComment = index + 3 < bytes.count && bytes[index + 2] == UInt8(ascii: "-") && bytes[index + 3] == UInt8(ascii: "-")
        index += isComment ? 4 : 2
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            guard byte == UInt8(ascii: ">") else { continue }
            if !isComment || (bytes[index - 2] == UInt8(ascii: "-") && bytes[index - 3] == UInt8(ascii: "-")) { return }
        }
    }

    /// The tag's name in lower case, packed into one number; names longer than eight letters count as unknown.
    private mutating func tagName() -> HTMLTag {
        var packed: UInt64 = 0
        var length = 0
        while index < bytes.count {
            let letter = bytes[index] | 0x20
            let isLetter = letter &- UInt8(ascii: "a") < 26
            guard isLetter || (bytes[index] &- UInt8(ascii: "0") < 10) || bytes[index] == UInt8(ascii: ":") else { break }
            packed = packed << 8 | UInt64(isLetter ? letter : bytes[index])
            length += 1
            index += 1
        }
        return length <= 8 ? HTMLTag(packed) : .other
    }

    private mutating func startTag(_ tag: HTMLTag) throws(TableError) {
        let start = index
        switch tag {
        case .td, .th:
            let attributes = HTMLAttributes.read(bytes, &index)
            try startCell(attributes, at: start)
        case .tr:
            HTMLAttributes.skip(bytes, &index)
            try endRow()
            startRow(at: start)
        case .meta: readMeta(HTMLAttributes.read(bytes, &index))
        case .table:
            HTMLAttributes.skip(bytes, &index)
            try endRow()
            openTables += 1
            sawTable = true
        case .style, .script: skipRaw(tag)
        case .title: readTitle()
        case .br, .p, .div, .li:
            HTMLAttributes.skip(bytes, &index)
            appendBlank()
        default: HTMLAttributes.skip(bytes, &index)
        }
    }

    private mutating func endTag(_ tag: HTMLTag) throws(TableError) {
        switch tag {
        case .td, .th: try endCell()
        case .tr: try endRow()
        case .table:
            try endRow()
            openTables -= 1
        case .html, .body:
            try endRow()
            openTables = 0
        case .p, .div, .li: appendBlank()
        default: break
        }
    }

    private mutating func appendBlank() {
        if rows.isInCell { rows.appendBlank() } else { outside.appendBlank() }
    }

    /// Passes over what stands in a style or script, up to its own end tag.
    private mutating func skipRaw(_ tag: HTMLTag) {
        HTMLAttributes.skip(bytes, &index)
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "<"), index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "/") else {
                index += 1
                continue
            }
            index += 2
            if tagName() == tag { return HTMLAttributes.skip(bytes, &index) }
        }
    }

    private mutating func readTitle() {
        HTMLAttributes.skip(bytes, &index)
        var text = CellText()
        let start = index
        while index < bytes.count, bytes[index] != UInt8(ascii: "<"), text.count < 4096 {
            if bytes[index] == UInt8(ascii: "&"), let (scalar, end) = HTMLEntities.scalar(in: bytes, at: index) {
                text.append(scalar: scalar)
                index = end
                continue
            }
            let from = index
            while index < bytes.count, bytes[index] != UInt8(ascii: "<"), bytes[index] != UInt8(ascii: "&"), index - start < 8192 { index += 1 }
            if index == from {
                text.append(bytes[index])
                index += 1
            } else {
                text.append(bytes, from..<index)
            }
        }
        if table.title.isEmpty { table.title = text.text }
    }

    private mutating func readMeta(_ attributes: HTMLAttributes) {
        guard attributes.name.lowercased() == "generator", table.generator.isEmpty else { return }
        table.generator = attributes.content.asCellText
    }

    // MARK: Rows

    private mutating func startRow(at offset: Int) {
        if rows.finished.isEmpty, table.preamble.isEmpty { table.preamble = outside.text }
        rows.startRow(line: lineNumber(at: offset))
    }

    private mutating func startCell(_ attributes: HTMLAttributes, at offset: Int) throws(TableError) {
        try endCell()
        if !rows.isInRow { startRow(at: offset) }
        rows.startCell(attributes)
    }

    private mutating func endCell() throws(TableError) {
        guard rows.endCell() else { throw tooLarge("a row has more cells than any statement's") }
    }

    private mutating func endRow() throws(TableError) {
        try endCell()
        guard rows.endRow() else { throw tooLarge("the file has more rows or cells than are read") }
    }

    private mutating func tooLarge(_ reason: String) -> TableError {
        TableError(code: .tooLarge, line: lineNumber(at: index), reason: reason)
    }

    private mutating func lineNumber(at offset: Int) -> Int {
        while lineAt < min(offset, bytes.count) {
            if bytes[lineAt] == UInt8(ascii: "\n") { line += 1 }
            lineAt += 1
        }
        return line
    }
}
