/// A JSON value as a tree, with numbers kept as the text they were written in, so that nothing is rounded on the way.
public enum JSONValue: Sendable, Equatable {
    case null
    case bool(Bool)
    case number(String)
    case string(String)
    case array([JSONValue])
    /// Members in the order they stood; of two with one name both are kept and look-up gives the first.
    case object([Member])

    public struct Member: Sendable, Equatable {
        public var name: String
        public var value: JSONValue

        public init(name: String, value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    /// Parses a whole text. - Throws: ``JSONError`` with the offset of the first fault, or when nested deeper than `depth`.
    public init(parsing bytes: some Collection<UInt8>, depth: Int = 32) throws(JSONError) {
        let result: Result<JSONValue, JSONError>
        if let parsed = bytes.withContiguousStorageIfAvailable({ JSONValue.parse($0, depth: depth) }) {
            result = parsed
        } else {
            result = Array(bytes).withUnsafeBufferPointer { JSONValue.parse($0, depth: depth) }
        }
        self = try result.get()
    }

    private static func parse(_ buffer: UnsafeBufferPointer<UInt8>, depth: Int) -> Result<JSONValue, JSONError> {
        var scanner = JSONScanner(buffer)
        do throws(JSONError) {
            let value = try scanner.value(depth: depth)
            try scanner.end()
            return .success(value)
        } catch {
            return .failure(error)
        }
    }

    /// The member of that name, or nil when this is no object or has none.
    public subscript(name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    public var members: [Member]? { if case .object(let members) = self { members } else { nil } }
    public var elements: [JSONValue]? { if case .array(let elements) = self { elements } else { nil } }
    public var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
    public var isNull: Bool { self == .null }
    /// The text of a string, and of nothing else.
    public var string: String? { if case .string(let text) = self { text } else { nil } }

    /// The text of a string or of a number: many servers write their numbers in quotes.
    public var scalarText: String? {
        switch self {
        case .string(let text), .number(let text): text
        default: nil
        }
    }

    /// The whole number in a number or in a string.
    public var integer: Int64? { scalarText.flatMap { Int64($0) } }
    /// The nearest binary float, for statistics only.
    public var double: Double? { scalarText.flatMap { Double($0) } }
}

extension JSONScanner {
    /// The next value as a tree. - Throws: ``JSONError`` also for texts that are not UTF-8.
    public mutating func value(depth: Int = 32) throws(JSONError) -> JSONValue {
        guard depth > 0 else { throw failure("nested too deeply") }
        switch peek() {
        case UInt8(ascii: "{"):
            try beginObject()
            var members: [JSONValue.Member] = []
            while let key = try nextKey() {
                guard let name = JSONScanner.text(key, hasEscapes: key.contains(UInt8(ascii: "\\"))) else { throw failure("a name that is not UTF-8") }
                members.append(.init(name: name, value: try value(depth: depth - 1)))
                first = false
            }
            return .object(members)
        case UInt8(ascii: "["):
            try beginArray()
            var elements: [JSONValue] = []
            while try nextElement() {
                elements.append(try value(depth: depth - 1))
                first = false
            }
            return .array(elements)
        default:
            switch try scalar() {
            case .null: return .null
            case .bool(let value): return .bool(value)
            case .number(let body): return .number(String(decoding: body, as: UTF8.self))
            case .string(let body, let escapes):
                guard let text = JSONScanner.text(body, hasEscapes: escapes) else { throw failure("a text that is not UTF-8") }
                return .string(text)
            }
        }
    }
}
