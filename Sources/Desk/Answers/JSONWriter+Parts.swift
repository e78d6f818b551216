import Brokerage
import JSON

// What several answers are made of.
extension JSONWriter {
    mutating func strings(_ texts: some Sequence<String>) {
        beginArray()
        for text in texts { string(text) }
        endArray()
    }

    /// Deals by their ids.
    mutating func deals(_ ids: some Sequence<DealID>) {
        beginArray()
        for id in ids { integer(id.rawValue) }
        endArray()
    }

    mutating func optional<Value>(_ value: Value?, _ write: (Value, inout JSONWriter) -> Void) {
        if let value { write(value, &self) } else { null() }
    }

    /// A UTC day, as `2026-03-01`, from whole days since 1970.
    mutating func day(_ day: Int32) {
        let midnight = Timestamp(microseconds: Int64(day) * 86_400_000_000)
        string(midnight.description.prefix(10))
    }
}
