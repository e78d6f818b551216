import Brokerage

/// Everything that an account's deals (and the ticks around them) built. A rebuild makes it anew.
struct ClientHistory: Sendable, SnapshotPart {
    var ledger = Ledger()
    var positions = PositionBook()
    var trips = TripTally()
    var turnover = Turnover()
    var opens = MarkoutTally()
    /// Closes that the client decided, at ``MarkoutHorizon/closing``.
    var closes = HorizonTally()
    var flow = FlowTally()
    /// Every detector that learns from the deals.
    var patterns = Patterns()
    /// Results by clusters of trades, over all symbols.
    var observations = SampleSums()
    /// Of what is open, at opening prices, in the account's currency.
    var openNotional = 0.0
    /// Lots of opening deals.
    var orders = LogHistogram(floorBits: 10)
    var smallestOrder = Int64.max
    var hours = ActiveHours()
    var recentOpens = RecentDeals()
    var today = DayBook()
    /// Set when a trade, or a markout, came in: the score is due.
    var isUnscored = true
    private(set) var symbols: [AccountSymbol] = []
    /// The instruments of ``symbols``, side by side for a fast search.
    private var instruments: [Int32] = []

    /// Every field: one that does not stand here is lost over a restart.
    mutating func code(_ coder: inout SnapshotCoder) throws(SnapshotError) {
        try coder.value(&ledger)
        try coder.part(&positions)
        try coder.value(&trips)
        try coder.value(&turnover)
        try coder.value(&opens)
        try coder.value(&closes)
        try coder.value(&flow)
        try coder.value(&patterns)
        try coder.value(&observations)
        try coder.value(&openNotional)
        try coder.value(&orders)
        try coder.value(&smallestOrder)
        try coder.value(&hours)
        try coder.value(&recentOpens)
        try coder.part(&today)
        try coder.parts(&symbols, empty: AccountSymbol(instrument: 0))
        guard coder.isReading else { return }
        instruments = symbols.map { Int32(truncatingIfNeeded: $0.instrument) }
        isUnscored = true
    }

    /// Leaves what deals made, and the sums of that.
    mutating func forgetStatements() {
        positions.forgetStatements()
        for index in symbols.indices { symbols[index].holding = Holding() }
        for life in positions.lives where symbols.indices.contains(life.symbol) { symbols[life.symbol].holding.add(life.holding) }
    }

    /// Where the account keeps an instrument; it is made on first sight.
    mutating func symbol(of instrument: Int) -> Int {
        let wanted = Int32(truncatingIfNeeded: instrument)
        // The newest is the likeliest.
        if let known = instruments.lastIndex(of: wanted) { return known }
        instruments.append(wanted)
        symbols.append(AccountSymbol(instrument: instrument))
        return symbols.count - 1
    }

    func find(_ instrument: Int) -> AccountSymbol? {
        instruments.lastIndex(of: Int32(truncatingIfNeeded: instrument)).map { symbols[$0] }
    }

    mutating func withSymbol<Result>(_ index: Int, _ change: (inout AccountSymbol) -> Result) -> Result {
        change(&symbols[index])
    }

    /// A closed trade in a symbol of the account.
    mutating func add(_ trip: RoundTrip, of symbol: Int, _ style: StyleThresholds = StyleThresholds()) {
        guard let complete = trips.add(trip, cluster: &symbols[symbol].results) else { return }
        symbols[symbol].yields.add(complete)
        observations.add(complete.mean)
        patterns.completed(complete, at: trip.closedAt, deal: trip.closing, style)
    }

    /// A trade's part in its day.
    /// - Parameter turnover: notional in hundredths of the account's currency.
    mutating func addToDay(_ deal: borrowing Deal, _ effect: borrowing TradeEffect, turnover: Int64) {
        let (symbol, instrument) = (effect.symbol, symbols[effect.symbol].instrument)
        today.add(deal, effect, instrument: instrument, turnover: turnover, cell: &symbols[symbol].dayCell)
    }

    /// What a mid says of a deal, where the score needs it. False when it does not.
    @discardableResult
    mutating func add(_ markout: Int64, of deal: PendingDeal, kind: UInt8) -> Bool {
        let index = Int(deal.symbol)
        guard symbols.indices.contains(index), !deal.isLatest else { return false }
        // Nobody knows to the second when the deal was.
        if deal.stamp != .exact, MarkoutHorizon.short.contains(Int(kind)) || kind == MarkoutFact.midAtDeal { return false }
        let instrument = symbols[index].instrument
        today.learn(markout, kind: kind, of: deal, instrument: instrument, cell: &symbols[index].dayCell)
        if deal.isOpen, let slot = MarkoutTally.slot(kind) {
            symbols[index].addOpen(markout, of: deal, at: slot, to: &opens)
        } else if !deal.isOpen, Int(kind) == MarkoutHorizon.closing {
            symbols[index].addClose(markout, of: deal, to: &closes)
        } else {
            return false
        }
        isUnscored = true
        return true
    }

    /// What the feeds taught of an opening deal within the minute.
    mutating func add(_ facts: FillFacts, of deal: PendingDeal) {
        let index = Int(deal.symbol)
        guard symbols.indices.contains(index) else { return }
        let isMoment = symbols[index].isMoment(deal.time)
        flow.add(facts, of: deal, isMoment: isMoment)
        isUnscored = true
    }
}
