import Brokerage
import JSON

/// Why one line was not taken; the line's number is added by whoever knows it.
struct IngestFault: Error {
    var code: RejectedLine.Code
    var detail: String
}

/// The fields of one line, found but not yet understood. One value is used for all lines of a text, so that reading a line allocates nothing.
struct IngestLine {
    private let table = IngestFieldTable()
    private var values: [JSONScanner.Scalar]
    private(set) var present = IngestFieldSet()
    /// The first name that no type has, kept until the type is known: an unknown type is the better thing to say.
    private var stranger: String?

    init() { values = Array(repeating: .null, count: IngestField.allCases.count) }

    /// Finds the fields of a line. The bytes must outlive the use of the values.
    mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) throws(IngestFault) {
        present = IngestFieldSet()
        stranger = nil
        let fault: IngestFault?
        do throws(JSONError) {
            fault = try scan(bytes)
        } catch {
            throw IngestFault(code: .notJSON, detail: error.description)
        }
        if let fault { throw fault }
    }

    /// The first fault of the line that is no fault of its JSON.
    private mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>) throws(JSONError) -> IngestFault? {
        var scanner = JSONScanner(bytes)
        try scanner.beginObject()
        while let key = try scanner.nextKey() {
            guard let field = table.field(named: key) else {
                stranger = stranger ?? String(decoding: key.prefix(40), as: UTF8.self)
                try scanner.skipValue()
                continue
            }
            guard let first = scanner.peek(), first != UInt8(ascii: "{"), first != UInt8(ascii: "[") else {
                return IngestFault(code: .badValue, detail: "\(field.name) must be a text or a number")
            }
            let value = try scanner.scalar()
            if case .null = value { continue }
            guard present.insert(field) else { return IngestFault(code: .duplicateField, detail: "\(field.name) stands twice") }
            values[Int(field.rawValue)] = value
        }
        try scanner.end()
        return nil
    }

    /// Checks that every required field is there and none that the type does not have.
    func check(required: IngestFieldSet, allowed: IngestFieldSet) throws(IngestFault) {
        if let stranger { throw IngestFault(code: .unknownField, detail: "unknown field \(stranger)") }
        if let extra = present.subtracting(allowed).first {
            throw IngestFault(code: .unknownField, detail: "\(extra.name) is no field of this type")
        }
        if let missing = required.subtracting(present).first {
            throw IngestFault(code: .missingField, detail: "\(missing.name) is missing")
        }
    }

    func has(_ field: IngestField) -> Bool { present.contains(field) }

    // MARK: Values

    private func bad(_ field: IngestField, _ wanted: String) -> IngestFault {
        IngestFault(code: .badValue, detail: "\(field.name) must be \(wanted)")
    }

    /// The bytes of a number, or of a text without escapes.
    private func plain(_ field: IngestField) -> UnsafeBufferPointer<UInt8>? {
        switch values[Int(field.rawValue)] {
        case .number(let bytes): bytes
        case .string(let bytes, hasEscapes: false): bytes
        default: nil
        }
    }

    /// A text of at most `limit` bytes.
    func text(_ field: IngestField, limit: Int = 256) throws(IngestFault) -> String {
        guard case .string(let bytes, let escapes) = values[Int(field.rawValue)] else { throw bad(field, "a text") }
        guard bytes.count <= limit else { throw bad(field, "a text of at most \(limit) bytes") }
        guard let text = JSONScanner.text(bytes, hasEscapes: escapes) else { throw IngestFault(code: .notUTF8, detail: "\(field.name) is not UTF-8") }
        return text
    }

    func optionalText(_ field: IngestField, limit: Int = 256) throws(IngestFault) -> String? {
        has(field) ? try text(field, limit: limit) : nil
    }

    /// A text that may not be empty.
    func word(_ field: IngestField, limit: Int = 64) throws(IngestFault) -> String {
        let text = try text(field, limit: limit)
        guard !text.isEmpty else { throw bad(field, "a text that is not empty") }
        return text
    }

    /// A text as its bytes, for words of a fixed list.
    func bytes(_ field: IngestField) -> UnsafeBufferPointer<UInt8> { plain(field) ?? UnsafeBufferPointer(start: nil, count: 0) }

    func integer(_ field: IngestField, _ range: ClosedRange<Int64>) throws(IngestFault) -> Int64 {
        guard let bytes = plain(field), let value = wholeNumber(bytes), range.contains(value) else {
            throw bad(field, "a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }

    func optionalInteger(_ field: IngestField, _ range: ClosedRange<Int64>) throws(IngestFault) -> Int64? {
        has(field) ? try integer(field, range) : nil
    }

    func ticket(_ field: IngestField) throws(IngestFault) -> Int64 { try integer(field, 1...Int64.max) }
    func optionalTicket(_ field: IngestField) throws(IngestFault) -> Int64 { has(field) ? try integer(field, 0...Int64.max) : 0 }

    /// A decimal number, in quotes or bare.
    func exact<Value: FixedPoint>(_ field: IngestField, as: Value.Type = Value.self) throws(IngestFault) -> Value {
        guard let bytes = plain(field), let value = Value(ascii: bytes) else { throw bad(field, "a decimal number") }
        return value
    }

    /// Zero when it is not there.
    func exactOrZero<Value: FixedPoint>(_ field: IngestField) throws(IngestFault) -> Value { has(field) ? try exact(field) : .zero }
    func optionalExact<Value: FixedPoint>(_ field: IngestField) throws(IngestFault) -> Value? { has(field) ? try exact(field) : nil }

    func volume(_ field: IngestField, allowingZero: Bool = false) throws(IngestFault) -> Lots {
        let lots: Lots = try exact(field)
        guard lots > .zero || allowingZero && lots.isZero else { throw bad(field, "a volume in lots above zero") }
        return lots
    }

    /// RFC 3339 with up to microseconds, or whole Unix milliseconds, between 1970 and 2200.
    func time(_ field: IngestField) throws(IngestFault) -> Timestamp {
        let instant: Timestamp? =
            switch values[Int(field.rawValue)] {
            case .string(let bytes, hasEscapes: false): Timestamp(rfc3339: bytes)
            case .number(let bytes): wholeNumber(bytes).map { Timestamp(milliseconds: max(-1, min($0, 1 << 50))) }
            default: nil
            }
        guard let instant, instant.seconds >= 0, instant.seconds < 7_258_118_400 else {
            throw bad(field, "an RFC 3339 time or Unix milliseconds")
        }
        return instant
    }

    func optionalTime(_ field: IngestField) throws(IngestFault) -> Timestamp? { has(field) ? try time(field) : nil }

    func side(_ field: IngestField) throws(IngestFault) -> Side {
        switch IngestWord(bytes(field)) {
        case "buy": return .buy
        case "sell": return .sell
        default: throw bad(field, "buy or sell")
        }
    }

    func fault(_ field: IngestField, _ wanted: String) -> IngestFault { bad(field, wanted) }
}

private func wholeNumber(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
    guard !bytes.isEmpty, bytes.count <= 19 else { return nil }
    var index = 0
    let negative = bytes[0] == UInt8(ascii: "-")
    if negative { index = 1 }
    guard index < bytes.count else { return nil }
    var value: Int64 = 0
    while index < bytes.count {
        let digit = bytes[index] &- UInt8(ascii: "0")
        guard digit < 10 else { return nil }
        let (tens, overflow) = value.multipliedReportingOverflow(by: 10)
        let (sum, carry) = tens.addingReportingOverflow(Int64(digit))
        guard !overflow, !carry else { return nil }
        value = sum
        index += 1
    }
    return negative ? -value : value
}

/// Bytes to be compared with words of a fixed list, without making a `String`.
struct IngestWord {
    let bytes: UnsafeBufferPointer<UInt8>
    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    static func ~= (pattern: StaticString, word: IngestWord) -> Bool {
        guard pattern.utf8CodeUnitCount == word.bytes.count else { return false }
        for index in 0..<word.bytes.count where pattern.utf8Start[index] != word.bytes[index] { return false }
        return true
    }
}
