import Brokerage

/// The facts given to a rebuild, found by deal.
struct FactIndex: Sendable {
    private let facts: [MarkoutFact]
    private var starts: [DealID: Int] = [:]
    /// The newest deal that was in before the rebuild: what it did not learn then it will not learn now, from later quotes.
    let newestKnown: DealID

    init(_ facts: [MarkoutFact], newestKnown: DealID) {
        self.newestKnown = newestKnown
        self.facts = facts.sorted { ($0.deal, $0.kind) < ($1.deal, $1.kind) }
        for (position, fact) in self.facts.enumerated() where starts[fact.deal] == nil { starts[fact.deal] = position }
    }

    func facts(of deal: DealID) -> ArraySlice<MarkoutFact> {
        guard let start = starts[deal] else { return [] }
        var end = start
        while end < facts.count, facts[end].deal == deal { end += 1 }
        return facts[start..<end]
    }
}

/// What is known of one deal beside the deal itself.
struct DealKnowledge: Sendable {
    var facts: ArraySlice<MarkoutFact> = []
    /// True while the account is built anew: the deal may wait for quotes already.
    var isReplay = false
    /// Whether quotes that are at hand may tell more.
    var mayLearn = true

    func value(_ kind: UInt8) -> Int64? {
        guard !facts.isEmpty else { return nil }
        return facts.first { $0.kind == kind }?.value.units
    }
}
