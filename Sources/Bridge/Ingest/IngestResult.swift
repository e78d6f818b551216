import Brokerage

/// A line of a push that was not taken, and why.
public struct RejectedLine: Sendable, Equatable {
    /// Why, for programs.
    public enum Code: String, Sendable {
        case notJSON = "not_json"
        case notUTF8 = "not_utf8"
        case unknownType = "unknown_type"
        case unknownField = "unknown_field"
        case duplicateField = "duplicate_field"
        case missingField = "missing_field"
        case badValue = "bad_value"
        case lineTooLong = "line_too_long"
    }

    /// Counted from 1.
    public var line: Int
    public var code: Code
    /// Names the field and says what would be right.
    public var detail: String

    public init(line: Int, code: Code, detail: String) {
        (self.line, self.code, self.detail) = (line, code, detail)
    }
}

/// What a pushed text held.
public struct IngestResult: Sendable {
    public var batch = Batch()
    public var rejected: [RejectedLine] = []
    /// Lines that held an event, taken or not.
    public var lines = 0

    public init() {}

    /// Lines that were taken.
    public var taken: Int { lines - rejected.count }
}
