import Brokerage

/// What the watched pairs amounted to when they were last looked at.
struct LinkReview: Sendable {
    /// Judged pairs that stand out of all, by account.
    var edges: [LinkEdge] = []
    /// Members of copy clusters, by the engine's numbers.
    var copying: [[Int]] = []
    /// Accounts that are one person's: under the smaller number, the others.
    private(set) var identities: [Int: [(other: Int, edge: IdentityEdge)]] = [:]
    /// Accounts that a link says something of.
    var concerned: Set<Int> = []
    /// The linker's state that was looked at.
    var revision = -1
    var members = 0
    var at = Timestamp.distantPast

    /// The pairs that are one person's, each once, sorted.
    var identityPairs: [(a: Int, b: Int, edge: IdentityEdge)] {
        identities.keys.sorted().flatMap { a in (identities[a] ?? []).map { (a, $0.other, $0.edge) } }
    }

    /// Takes the edges of one account anew.
    mutating func setIdentities(_ edges: [(other: Int, edge: IdentityEdge)], of account: Int) {
        identities[account] = edges.isEmpty ? nil : edges
    }

    /// The proven mirror pairs.
    var mirrors: [LinkEdge] { edges.filter { $0.kind == .mirror && $0.isStrong } }

    /// The judged copy edges inside a group.
    func edges(within group: [Int]) -> [LinkEdge] {
        let members = Set(group)
        return edges.filter { $0.kind == .copy && members.contains($0.a) && members.contains($0.b) }
    }
}
