/// Why a file cannot be read as a table.
struct TableError: Error, Equatable {
    var code: Code
    /// The line, or the row of the sheet, where it went wrong.
    var line: Int?
    /// What went wrong, as the second half of a sentence.
    var reason: String

    enum Code: String, Sendable {
        case tooLarge = "too_large"
        case truncated
        case malformed
        case unsupported
    }
}

/// How much of a file is read before it counts as an attack. A statement of 100 000 trades stays below a tenth of each.
enum TableLimits {
    static let fileBytes = 256 << 20
    static let rows = 1_500_000
    static let cells = 24_000_000
    static let cellsInRow = 1024
    static let cellBytes = 64 << 10
    static let span = 1024
    static let spannedCells = 64
    static let partsInArchive = 2000
    static let unpackedBytes = 384 << 20
    /// From this size on, an archive may not unpack to more than ``ratio`` times its own size.
    static let ratioFrom = 48 << 20
    static let ratio = 250
    static let nesting = 64
}
