import Brokerage
import JSON

/// What is wrong with one field.
struct MT5FieldFault: Error {
    var field: StaticString?
    var reason: String

    init(_ reason: String, in field: StaticString? = nil) { (self.reason, self.field) = (reason, field) }
}

/// The value of a field as it stands in the answer: servers write numbers in quotes, and some builds write them bare.
///
/// Reading it as something it is not gives the empty value and sets ``fault``.
struct MT5Field {
    let scalar: JSONScanner.Scalar
    private(set) var fault: MT5FieldFault?

    init(_ scalar: JSONScanner.Scalar) { self.scalar = scalar }

    /// A whole number; zero when absent. A fraction of zeros is let pass.
    mutating func integer() -> Int64 {
        guard let bytes = number() else { return 0 }
        return Self.integer(bytes) ?? fail("is no whole number of 64 bits: \(Self.shown(bytes))", 0)
    }

    /// A small whole number, as enumerations and flags are. Unsigned 32-bit values keep their bits.
    mutating func small() -> Int32 {
        let value = integer()
        return Int32(exactly: value) ?? UInt32(exactly: value).map { Int32(bitPattern: $0) } ?? fail("is out of range: \(value)", 0)
    }

    /// An exact decimal; zero when absent.
    mutating func decimal<Value: FixedPoint>() -> Value {
        guard let bytes = number() else { return .zero }
        return Value(ascii: bytes) ?? fail("is no number in range: \(Self.shown(bytes))", .zero)
    }

    /// A text; empty when absent. Bare numbers are taken as they are written.
    mutating func text() -> String {
        switch scalar {
        case .null: ""
        case .bool(let value): value ? "1" : "0"
        case .number(let body): String(decoding: body, as: UTF8.self)
        case .string(let body, let hasEscapes): JSONScanner.text(body, hasEscapes: hasEscapes) ?? fail("is no UTF-8 text", "")
        }
    }

    /// True for anything but zero, `false` and absence.
    mutating func flag() -> Bool {
        if case .bool(let value) = scalar { return value }
        return integer() != 0
    }

    /// The bytes of a number, or nil when it is absent: null or an empty text.
    private mutating func number() -> UnsafeBufferPointer<UInt8>? {
        switch scalar {
        case .null: nil
        case .bool: fail("is true or false where a number is due", nil)
        case .number(let body), .string(let body, false): body.isEmpty ? nil : body
        case .string(_, true): fail("is a text where a number is due", nil)
        }
    }

    private mutating func fail<Value>(_ reason: String, _ value: Value) -> Value {
        fault = MT5FieldFault(reason)
        return value
    }

    private static func integer(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
        let negative = bytes[0] == UInt8(ascii: "-")
        var index = negative ? 1 : 0
        var value: Int64 = 0
        let start = index
        while index < bytes.count, case let digit = bytes[index] &- UInt8(ascii: "0"), digit < 10 {
            let (tens, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, carry) = tens.subtractingReportingOverflow(Int64(digit))
            guard !overflow, !carry else { return nil }
            value = sum
            index += 1
        }
        guard index > start else { return nil }
        if index < bytes.count {
            guard bytes[index] == UInt8(ascii: "."), bytes[(index + 1)...].allSatisfy({ $0 == UInt8(ascii: "0") }) else { return nil }
        }
        // Gathered below zero, because the most negative number has no positive counterpart.
        guard !negative else { return value }
        return value == .min ? nil : -value
    }

    private static func shown(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        String(decoding: bytes.prefix(40), as: UTF8.self)
    }
}
