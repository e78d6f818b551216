/// What a list is put in order by. Missing values come last in both directions.
enum SortValue: Equatable, Sendable {
    case integer(Int64)
    case real(Double)
    case text(String)
    case missing

    /// Whether this value stands before another in ascending order; nil when they are equal.
    func precedes(_ other: SortValue, descending: Bool) -> Bool? {
        switch (self, other) {
        case (.missing, .missing): nil
        case (.missing, _): false
        case (_, .missing): true
        case (.integer(let left), .integer(let right)): left == right ? nil : (left < right) != descending
        case (.real(let left), .real(let right)): left == right ? nil : (left < right) != descending
        case (.text(let left), .text(let right)): left == right ? nil : (left < right) != descending
        // One order has values of one kind; a cursor that was tampered with may hold another, and any order will do.
        default: (rank < other.rank) != descending
        }
    }

    private var rank: Int {
        switch self {
        case .integer: 0
        case .real: 1
        case .text: 2
        case .missing: 3
        }
    }

    /// The value in a cursor.
    var cursorText: String {
        switch self {
        case .integer(let value): "i\(value)"
        case .real(let value): "r\(value.bitPattern)"
        case .text(let value): "t\(value)"
        case .missing: "m"
        }
    }

    init?(cursorText text: String) {
        let rest = text.dropFirst()
        switch text.first {
        case "i":
            guard let value = Int64(rest) else { return nil }
            self = .integer(value)
        case "r":
            guard let bits = UInt64(rest), !Double(bitPattern: bits).isNaN else { return nil }
            self = .real(Double(bitPattern: bits))
        case "t": self = .text(String(rest))
        case "m" where rest.isEmpty: self = .missing
        default: return nil
        }
    }

    init(_ value: Double?) { self = value.map { $0.isNaN ? .missing : .real($0) } ?? .missing }
    init(_ value: Int64?) { self = value.map(SortValue.integer) ?? .missing }
    init(_ value: String?) { self = value.map { .text($0) } ?? .missing }
}
