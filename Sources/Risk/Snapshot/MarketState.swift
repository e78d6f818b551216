/// What quotes taught of the market that no deal gives back: what is usual at each hour on the own feeds, and the newest price of each
/// underlying's day, which becomes a close only when the day is over.
private struct MarketState: SnapshotPart {
    /// By instrument.
    var placebos: [PlaceboRates] = []
    var stales: [StaleShare] = []
    /// By underlying; those without a price are marked by their day.
    var days: [DailySeries.Entry] = []

    static let none = DailySeries.Entry(day: .min, rank: 0, price: 0)

    mutating func code(_ coder: inout SnapshotCoder) throws(SnapshotError) {
        try coder.list(&placebos)
        try coder.list(&stales)
        try coder.list(&days)
    }
}

extension RiskEngine {
    /// What quotes taught of the market, for ``restore(market:)``.
    public func marketSnapshot() -> [UInt8] {
        var state = MarketState()
        state.placebos = feeds.map(\.placebo)
        state.stales = feeds.map(\.stale)
        state.days = market.history.series.map { $0.entries.last ?? MarketState.none }
        var coder = SnapshotCoder.writing()
        // Writing takes whatever there is.
        guard (try? state.code(&coder)) != nil else { return [] }
        return coder.bytes
    }

    /// Takes up what an earlier run of this build had learnt. Called after ``restore(names:symbols:)``, whose numbers it goes by.
    /// - Returns: false, and nothing changed, when the snapshot is none of this engine's.
    public mutating func restore(market snapshot: [UInt8]) -> Bool {
        var (state, coder) = (MarketState(), SnapshotCoder.reading(snapshot))
        do {
            try state.code(&coder)
        } catch {
            return false
        }
        guard coder.isAtEnd, state.placebos.count == state.stales.count, state.placebos.count <= market.instruments.count,
            state.days.count <= market.underlyings.count
        else { return false }
        while feeds.count < state.placebos.count { feeds.append(FeedState()) }
        for (number, (placebo, stale)) in zip(state.placebos, state.stales).enumerated() {
            (feeds[number].placebo, feeds[number].stale) = (placebo, stale)
        }
        for (underlying, entry) in state.days.enumerated() where entry.day != MarketState.none.day {
            market.history.restore(entry, of: underlying)
        }
        return true
    }

    /// For the layout of snapshots.
    static func describeMarket(_ coder: inout SnapshotCoder) throws(SnapshotError) {
        var state = MarketState()
        try state.code(&coder)
    }
}
