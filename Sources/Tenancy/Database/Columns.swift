import Brokerage
import CSQLite

/// Reads the columns of the row a statement stands on, from left to right.
///
/// Straight from the C interface: it is the fastest way, and it never traps. A restored file comes from outside, and a column of an
/// unexpected type reads as zero or empty instead of ending the process.
struct Columns {
    let statement: OpaquePointer
    private var next: Int32 = 0

    init(_ statement: OpaquePointer) { self.statement = statement }

    private mutating func advance() -> Int32 {
        defer { next += 1 }
        return next
    }

    mutating func skip() { next += 1 }

    mutating func integer() -> Int64 { sqlite3_column_int64(statement, advance()) }
    mutating func int() -> Int { Int(integer()) }
    mutating func flag() -> Bool { integer() != 0 }
    mutating func real() -> Double { sqlite3_column_double(statement, advance()) }

    mutating func text() -> String {
        let column = advance()
        guard let start = sqlite3_column_text(statement, column) else { return "" }
        let count = Int(sqlite3_column_bytes(statement, column))
        return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    mutating func blob() -> [UInt8] {
        let column = advance()
        guard let start = sqlite3_column_blob(statement, column) else { return [] }
        return Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column))))
    }

    private mutating func unlessNull<T>(_ read: (inout Columns) throws -> T) rethrows -> T? {
        if sqlite3_column_type(statement, next) == SQLITE_NULL {
            next += 1
            return nil
        }
        return try read(&self)
    }

    mutating func optionalInteger() -> Int64? { unlessNull { $0.integer() } }
    mutating func optionalInt() -> Int? { unlessNull { $0.int() } }
    mutating func optionalReal() -> Double? { unlessNull { $0.real() } }
    mutating func optionalText() -> String? { unlessNull { $0.text() } }
    mutating func optionalBlob() -> [UInt8]? { unlessNull { $0.blob() } }

    mutating func milliseconds() -> Timestamp { Timestamp(milliseconds: integer()) }
    mutating func optionalMilliseconds() -> Timestamp? { unlessNull { $0.milliseconds() } }
    mutating func microseconds() -> Timestamp { Timestamp(microseconds: integer()) }
    mutating func optionalMicroseconds() -> Timestamp? { unlessNull { $0.microseconds() } }

    mutating func exact<F: FixedPoint>(_ type: F.Type = F.self) -> F { F(units: integer()) }
    mutating func optionalExact<F: FixedPoint>(_ type: F.Type = F.self) -> F? { unlessNull { $0.exact() } }

    /// A text of a closed set. - Throws: ``TenancyError/Code/damaged`` for one that is not in it.
    mutating func value<V: RawRepresentable>(_ type: V.Type = V.self) throws -> V where V.RawValue == String {
        let text = text()
        guard let value = V(rawValue: text) else { throw TenancyError(.damaged, "The file holds '\(text)' where \(V.self) belongs.") }
        return value
    }

    mutating func optionalValue<V: RawRepresentable>(_ type: V.Type = V.self) throws -> V? where V.RawValue == String {
        try unlessNull { try $0.value() }
    }

    /// A small number of a closed set. - Throws: ``TenancyError/Code/damaged`` for one that is not in it.
    mutating func code<V: RawRepresentable>(_ type: V.Type = V.self) throws -> V where V.RawValue: FixedWidthInteger {
        let number = integer()
        guard let raw = V.RawValue(exactly: number), let value = V(rawValue: raw) else {
            throw TenancyError(.damaged, "The file holds \(number) where \(V.self) belongs.")
        }
        return value
    }
}
