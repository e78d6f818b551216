/// One cell of a table, white space collapsed and entities decoded.
struct TableCell: Sendable, Equatable {
    var text: String
    /// The grid column in which the cell starts, from 0.
    var column: Int
    /// How many grid columns it covers.
    var span = 1
    /// The `title` attribute of an HTML cell: the text a browser shows when the pointer rests on it.
    var note = ""
    /// The cell holds a number of its own, not a text that looks like one: its decimal sign is a point in every language.
    var isNumber = false

    var isEmpty: Bool { text.isEmpty }
}

/// One row of a table.
struct TableRow: Sendable, Equatable {
    /// The line of the file, or the row of the sheet, in which it starts, from 1.
    var line: Int
    var cells: [TableCell]
    /// The texts of cells that the file itself hides. They take up no grid column.
    var hidden: [String] = []

    /// The cells that hold anything.
    var filled: [TableCell] { cells.filter { !$0.isEmpty } }

    /// The cell that covers a grid column.
    func cell(at column: Int) -> TableCell? {
        // Cells stand in order of column, and at or before their own number.
        var index = min(column, cells.count - 1)
        while index >= 0, cells[index].column > column { index -= 1 }
        guard index >= 0, column < cells[index].column + cells[index].span else { return nil }
        return cells[index]
    }
}

/// All rows of a file or of one sheet, in order; tables inside tables are laid out one after the other.
struct Table: Sendable, Equatable {
    var rows: [TableRow] = []
    /// The document's title.
    var title = ""
    /// The program that says it wrote the file.
    var generator = ""
    /// Text that stands before the first row.
    var preamble = ""
    /// False when the file stops before its tables are closed.
    var isComplete = true
}
