import JSON

/// The JSON that a client sends along; what is no JSON counts as none, as servers take it.
enum JSONBody {
    static func parse(_ bytes: [UInt8]) -> JSONValue? {
        do throws(JSONError) { return try JSONValue(parsing: bytes) } catch { return nil }
    }
}
