/// Walks over the accounts of a server, a few at a time, round after round.
struct LoginRotation: Sendable {
    /// As many as fit between two polls of prices.
    static let step = 5

    private let logins: [Int64]
    private var index = 0

    init(_ logins: [Int64] = []) { self.logins = logins.sorted() }

    /// True when a new round begins: the list of accounts is due again.
    var isAtStart: Bool { index == 0 }

    /// The accounts to ask for now.
    mutating func next() -> [Int64] {
        let part = logins[index...].prefix(Self.step)
        index = part.endIndex < logins.endIndex ? part.endIndex : 0
        return Array(part)
    }
}
