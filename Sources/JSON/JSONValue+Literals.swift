// Small values written where they are used, such as `["name": "Live", "login": .integer(7)]`.
extension JSONValue: ExpressibleByDictionaryLiteral, ExpressibleByStringLiteral, ExpressibleByBooleanLiteral {
    public init(dictionaryLiteral members: (String, JSONValue)...) {
        self = .object(members.map { Member(name: $0.0, value: $0.1) })
    }

    public init(stringLiteral text: String) { self = .string(text) }
    public init(booleanLiteral flag: Bool) { self = .bool(flag) }

    public static func integer(_ value: some BinaryInteger) -> JSONValue { .number(String(value)) }
    /// Null for nil.
    public static func optional(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
    /// Null for nil.
    public static func optional(_ value: (some BinaryInteger)?) -> JSONValue { value.map { .integer($0) } ?? .null }
}
