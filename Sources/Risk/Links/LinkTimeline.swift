/// Trades of all accounts on their way to the search for links: in order of time however they arrive, and told apart by whether they
/// fell in a crowd.
///
/// Sources lag behind each other, so a trade waits until it is older than the newest by ``patience``: whatever arrives in between
/// finds its place, and the outcome does not depend on the order of arrival.
struct LinkTimeline: Sendable, SnapshotPart {
    /// Microseconds by which trades may arrive out of order.
    static let patience: Int64 = 120_000_000
    /// Openings of many accounts within this time of each other are a crowd (risk-domain 7.1).
    static let reach: Int64 = 2_000_000

    private var trades: [LinkTrade] = []
    /// Trades before `low` lie over ``reach`` behind; those before `next` were handed out; those before `high` are counted.
    private var (low, next, high) = (0, 0, 0)
    private(set) var newest = Int64.min
    private var lastOpenings: [Int64] = []
    private var all = CrowdGauge()
    private var underlyings: [CrowdGauge] = []

    mutating func code(_ coder: inout SnapshotCoder) throws(SnapshotError) {
        try coder.list(&trades)
        try coder.value(&low)
        try coder.value(&next)
        try coder.value(&high)
        try coder.value(&newest)
        try coder.list(&lastOpenings)
        try coder.value(&all)
        try coder.list(&underlyings)
        // Places in the list of trades.
        guard (0...trades.count).contains(low), (low...trades.count).contains(next), (next...trades.count).contains(high) else {
            throw SnapshotError()
        }
    }

    /// Trades that wait.
    var waiting: Int { trades.count - next }

    /// - Returns: false when the trade is older than what may still find its place.
    mutating func insert(_ trade: LinkTrade) -> Bool {
        guard newest == .min || trade.time >= newest.subtractingSaturated(Self.patience) else { return false }
        newest = max(newest, trade.time)
        var position = trades.count
        while position > high, trade < trades[position - 1] { position -= 1 }
        trades.insert(trade, at: position)
        return true
    }

    /// The next trade that nothing can come before any more.
    mutating func removeFirst() -> LinkTrade? {
        guard next < trades.count else { return nil }
        let time = trades[next].time
        // All that counts in the crowd must be certain too.
        guard time.addingSaturated(Self.reach + Self.patience) < newest else { return nil }
        while high < trades.count, trades[high].time <= time.addingSaturated(Self.reach) { count(high) }
        while trades[low].time < time.subtractingSaturated(Self.reach) { forget(low) }
        var trade = trades[next]
        next += 1
        trade.isCrowded = trade.isOpening && isCrowded(trade)
        if low > 256, low > trades.count / 2 {
            trades.removeFirst(low)
            (next, high, low) = (next - low, high - low, 0)
        }
        return trade
    }

    private mutating func count(_ index: Int) {
        high = index + 1
        guard trades[index].isOpening else { return }
        let (account, time) = (Int(trades[index].account), trades[index].time)
        while lastOpenings.count <= account { lastOpenings.append(.min) }
        let isFirst = lastOpenings[account] == .min || time.subtractingSaturated(lastOpenings[account]) > Self.reach
        lastOpenings[account] = time
        guard isFirst else { return }
        trades[index].startsBurst = true
        all.count(at: time)
        let underlying = Int(trades[index].underlying)
        while underlyings.count <= underlying { underlyings.append(CrowdGauge()) }
        underlyings[underlying].count(at: time)
    }

    private mutating func forget(_ index: Int) {
        low = index + 1
        guard trades[index].startsBurst else { return }
        all.forget()
        underlyings[Int(trades[index].underlying)].forget()
    }

    private func isCrowded(_ trade: LinkTrade) -> Bool {
        if all.isCrowded { return true }
        let underlying = Int(trade.underlying)
        return underlyings.indices.contains(underlying) && underlyings[underlying].isCrowded
    }
}

/// How many accounts open at once, against how many usually do.
struct CrowdGauge: Sendable, BitwiseCopyable {
    /// Accounts beyond twice the usual from which a moment is a crowd's: rings of copiers are smaller.
    private static let excess = 8.0
    /// Microseconds over which the usual is taken.
    private static let memory = 1_800e6

    private var now: Int32 = 0
    /// Openings a microsecond, decaying.
    private var rate = 0.0
    private var updatedAt = Int64.min

    mutating func count(at time: Int64) {
        now &+= 1
        let gap = updatedAt == .min ? Double.infinity : max(0, Double(time) - Double(updatedAt))
        rate = (gap.isFinite ? rate * (Self.memory / (Self.memory + gap)) : 0) + 1 / Self.memory
        updatedAt = time
    }

    mutating func forget() { now &-= 1 }

    var isCrowded: Bool { Double(now) >= Self.excess + 2 * rate * 2 * Double(LinkTimeline.reach) }
}
