/// Why a file is refused. Nothing of a refused file is taken over.
public struct StatementError: Error, Equatable, Sendable, CustomStringConvertible {
    public enum Code: String, Sendable {
        /// The file is none that is imported.
        case unknownFormat = "unknown_format"
        /// A report of a strategy test: no account traded.
        case testerReport = "tester_report"
        /// A row is not understood.
        case badRow = "bad_row"
        /// The file stops before its end.
        case truncated
        /// The file is damaged.
        case malformed
        /// The file claims or holds more than any statement does.
        case tooLarge = "too_large"
        /// The account, the symbol or the meaning of a date cannot be told from the file.
        case ambiguous
    }

    public var code: Code
    /// The line of the file, or the row of the sheet, from 1. Nil when it is the file as a whole.
    public var line: Int?
    /// What is wrong there, in words.
    public var reason: String
    /// What the reader of the file met underneath.
    public var cause: String?

    public init(code: Code, line: Int? = nil, reason: String, cause: String? = nil) {
        (self.code, self.line, self.reason, self.cause) = (code, line, reason, cause)
    }

    /// One sentence that says where, what and what to do.
    public var sentence: String {
        let place = line.map { "Line \($0): " } ?? ""
        return "\(place)\(reason). \(advice)"
    }

    public var description: String { sentence }

    private var advice: String {
        switch code {
        case .unknownFormat: "Import the terminal's own report as HTML or XLSX, or one of the CSV exports that the manual lists."
        case .testerReport: "Import the history report of a real or demo account instead."
        case .badRow: "Nothing was imported; if the file was edited, export it again from the terminal."
        case .truncated, .malformed: "Nothing was imported; export or copy the file again."
        case .tooLarge: "Nothing was imported; export a shorter period."
        case .ambiguous: "Nothing was imported; say what is missing and try again."
        }
    }
}

extension StatementError {
    init(_ error: TableError) {
        let code: Code =
            switch error.code {
            case .tooLarge: .tooLarge
            case .truncated: .truncated
            case .malformed: .malformed
            case .unsupported: .unknownFormat
            }
        self.init(code: code, line: error.line, reason: error.reason, cause: error.code.rawValue)
    }

    static func row(_ line: Int, _ reason: String) -> StatementError { StatementError(code: .badRow, line: line, reason: reason) }
}
