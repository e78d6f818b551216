/// What one account does in one symbol.
struct AccountSymbol: Sendable, SnapshotPart {
    private(set) var instrument: Int
    var holding = Holding()
    var chain = LotChain()
    /// Units of the account's currency for one of the profit currency, as last known; zero when never.
    var rate = 0.0
    /// Price of the account's newest deal.
    var lastPrice: Int64 = 0
    /// The newest cluster of closed trades.
    var results = TripCluster()
    var swings = ResultSwings()
    /// Results by clusters, to hold the symbol against the others.
    var yields = SymbolYields()
    /// Of buys, then of sells.
    var slippage = InlineArray<2, SlippageTally>(repeating: SlippageTally())
    /// Running clusters of markouts: those of opens, then that of closes.
    private var clusters = InlineArray<7, MarkoutCluster>(repeating: MarkoutCluster())

    /// When the newest deal was that speaks for its moment, in microseconds since 1970.
    private var moment: Int64 = .min
    /// Where the account stands among those that hold the instrument; −1 while it holds none. A new process finds it anew.
    var holderSlot: Int32 = -1
    /// Where the newest day most likely keeps the instrument: others may have come before it there.
    var dayCell: Int32 = 0

    init(instrument: Int) { self.instrument = instrument }

    mutating func code(_ coder: inout SnapshotCoder) throws(SnapshotError) {
        try coder.value(&instrument)
        try coder.value(&holding)
        try coder.value(&chain)
        try coder.value(&rate)
        try coder.value(&lastPrice)
        try coder.value(&results)
        try coder.value(&swings)
        try coder.value(&yields)
        try coder.value(&slippage)
        try coder.value(&clusters)
        try coder.value(&moment)
    }

    /// Whether a deal is apart from those before it; from then on it speaks for the moment.
    mutating func isMoment(_ time: Int64) -> Bool {
        guard moment == .min || time.subtractingSaturated(moment) >= FlowTally.moment else { return false }
        moment = time
        return true
    }

    mutating func addOpen(_ markout: Int64, of deal: PendingDeal, at slot: Int, to tally: inout MarkoutTally) {
        let block = MarkoutCluster.block(of: deal.time)
        tally.add(markout, weight: deal.weight, at: slot, cluster: &clusters[slot], block: block)
    }

    mutating func addClose(_ markout: Int64, of deal: PendingDeal, to tally: inout HorizonTally) {
        let block = MarkoutCluster.block(of: deal.time)
        tally.add(markout, weight: deal.weight, cluster: &clusters[MarkoutTally.slots], block: block)
    }
}
