/// The query of a request, every key known and given once.
struct Query: Sendable {
    private var values: [(key: String, value: String)] = []

    static let empty = Query()
    private init() {}

    /// Parses the text behind the question mark. - Throws: ``Problem`` naming each key that is unknown, doubled or not readable.
    init(_ text: Substring, knowing known: Set<String>) throws(Problem) {
        var faults: [Problem.Field] = []
        for pair in text.split(separator: "&").prefix(64) {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let key = PercentText.decode(parts[0]), let value = parts.count > 1 ? PercentText.decode(parts[1]) : "" else {
                faults.append(.init(field: String(parts[0].prefix(64)), detail: "The text is not percent-encoded UTF-8."))
                continue
            }
            if !known.contains(key) {
                faults.append(.init(field: String(key.prefix(64)), detail: Query.unknown(known)))
            } else if values.contains(where: { $0.key == key }) {
                faults.append(.init(field: key, detail: "It is given twice."))
            } else {
                values.append((key, value))
            }
        }
        guard faults.isEmpty else { throw .invalid(faults) }
    }

    subscript(_ key: String) -> String? { values.first { $0.key == key }?.value }

    /// The whole number of a key, within the range. - Throws: ``Problem`` when it is something else.
    func integer(_ key: String, in range: ClosedRange<Int64>) throws(Problem) -> Int64? {
        guard let text = self[key] else { return nil }
        guard let value = Int64(text), range.contains(value) else {
            throw .invalid(key, "It must be a whole number from \(range.lowerBound) to \(range.upperBound).")
        }
        return value
    }

    /// The number of a key, within the range. - Throws: ``Problem`` when it is something else.
    func number(_ key: String, in range: ClosedRange<Double>) throws(Problem) -> Double? {
        guard let text = self[key] else { return nil }
        guard let value = Double(text), range.contains(value) else {
            throw .invalid(key, "It must be a number from \(range.lowerBound) to \(range.upperBound).")
        }
        return value
    }

    /// `limit`: how many items a page has, 1 to 500, 50 when not given.
    func limit() throws(Problem) -> Int { Int(try integer("limit", in: 1...500) ?? 50) }

    /// ``limit()`` of a list that has one order only; `sort` may name it.
    func limit(sortedBy only: String) throws(Problem) -> Int {
        if let sort = self["sort"], sort != only { throw .invalid("sort", "This list has one order: \(only).") }
        return try limit()
    }

    /// One of the values of an enumeration.
    func choice<T: RawRepresentable & CaseIterable>(_ key: String, _: T.Type) throws(Problem) -> T? where T.RawValue == String {
        guard let text = self[key] else { return nil }
        guard let value = T(rawValue: text) else {
            throw .invalid(key, "It must be one of: \(T.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        return value
    }

    private static func unknown(_ known: Set<String>) -> String {
        known.isEmpty ? "Unknown: this address takes no query keys." : "Unknown. Known here: \(known.sorted().joined(separator: ", "))."
    }
}
