/// What one account does in one symbol.
struct AccountSymbol: Sendable, SnapshotPart {
    private(set) var instrument: Int
    var holding = Holding()
    var chain = LotChain()
    /// Units of the account's currency for one of the profit currency, as last known; zero when never.
    var rate = 0.0
    /// The newest cluster of closed trades.
    var results = TripCluster()
    /// Running clusters of markouts, opens then closes; empty until the first is known.
    private var clusters: [MarkoutCluster] = []

    init(instrument: Int) { self.instrument = instrument }

    mutating func code(_ coder: inout SnapshotCoder) throws(SnapshotError) {
        try coder.value(&instrument)
        try coder.value(&holding)
        try coder.value(&chain)
        try coder.value(&rate)
        try coder.value(&results)
        try coder.list(&clusters)
    }

    mutating func add(_ markout: Int64, of deal: PendingDeal, at slot: Int, to tally: inout MarkoutTally) {
        if clusters.isEmpty { clusters = Array(repeating: MarkoutCluster(), count: 2 * MarkoutTally.slots) }
        let block = Whole.floorDivide(deal.time, MarkoutCluster.microseconds)
        let position = deal.isOpen ? slot : MarkoutTally.slots + slot
        tally.add(markout, weight: deal.weight, at: slot, cluster: &clusters[position], block: block)
    }
}
