/// Puts cells into rows and rows into a grid, with the room that earlier cells take up by spanning rows.
struct TableRowBuilder {
    private(set) var finished: [TableRow] = []
    private(set) var isInRow = false
    private(set) var isInCell = false
    private var row = TableRow(line: 0, cells: [])
    private var attributes = HTMLAttributes()
    private var text = CellText()
    private var column = 0
    private var cells = 0
    private var spanning: [Spanning] = []

    /// A cell that reaches down into rows to come.
    private struct Spanning {
        var column: Int
        var span: Int
        var rowsLeft: Int
    }

    var cellBytes: Int { text.count }

    mutating func startRow(line: Int) {
        row = TableRow(line: line, cells: [])
        row.cells.reserveCapacity(16)
        column = 0
        isInRow = true
    }

    mutating func startCell(_ attributes: HTMLAttributes) {
        self.attributes = attributes
        text.clear()
        isInCell = true
    }

    mutating func append(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) { text.append(bytes, range) }
    mutating func append(scalar: UInt32) { text.append(scalar: scalar) }
    mutating func appendBlank() { text.appendBlank() }

    /// - Returns: false when the row has too many cells.
    mutating func endCell() -> Bool {
        guard isInCell else { return true }
        isInCell = false
        cells += 1
        if attributes.isHidden {
            row.hidden.append(text.text)
            return row.hidden.count <= TableLimits.cellsInRow
        }
        while let above = spanning.first(where: { $0.column <= column && column < $0.column + $0.span }) { column = above.column + above.span }
        row.cells.append(TableCell(text: text.text, column: column, span: attributes.columnSpan, note: attributes.note))
        if attributes.rowSpan > 1, spanning.count < TableLimits.spannedCells {
            spanning.append(Spanning(column: column, span: attributes.columnSpan, rowsLeft: attributes.rowSpan))
        }
        column += attributes.columnSpan
        return row.cells.count <= TableLimits.cellsInRow
    }

    /// - Returns: false when the table has too many rows or cells.
    mutating func endRow() -> Bool {
        guard isInRow else { return true }
        isInRow = false
        if !row.cells.isEmpty || !row.hidden.isEmpty { finished.append(row) }
        if !spanning.isEmpty {
            for index in spanning.indices { spanning[index].rowsLeft -= 1 }
            spanning.removeAll { $0.rowsLeft <= 0 }
        }
        return finished.count <= TableLimits.rows && cells <= TableLimits.cells
    }
}
