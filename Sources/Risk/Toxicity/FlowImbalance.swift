/// How one-sided the clients' flow on an underlying is, in volume time: VPIN with true sides (risk-domain 4.8).
///
/// A warning about a symbol, not about a client. Levels differ between symbols, so it is read by its rank in the last 60 days.
struct FlowImbalance: Sendable {
    /// Buckets that the figure spans, and that make an average day.
    static let buckets = 50
    /// Days by which a reading is ranked.
    static let days = 60
    /// Readings that a rank needs.
    private static let fewestReadings = 500
    private static let volumeDays = 20.0

    private var ring = InlineArray<50, FlowBucket>(repeating: FlowBucket())
    private var filled = 0
    private var open = FlowBucket()
    private var today: Int64 = .min
    private var todayVolume = 0.0
    /// Mean volume of a day, over about the last twenty.
    private var dayVolume = 0.0
    private var daysSeen = 0.0
    private var readings: [FlowReadings] = []

    init() {}

    /// The area of imbalance over volume: Σ|B − S| / Σ(B + S).
    static func vpin(_ buckets: some Sequence<(buys: Double, sells: Double)>) -> Double? {
        var (apart, all) = (0.0, 0.0)
        for bucket in buckets { (apart, all) = (apart + abs(bucket.buys - bucket.sells), all + bucket.buys + bucket.sells) }
        return all > 0 ? apart / all : nil
    }

    /// The share of buys in a bucket of market data whose sides nobody knows, by the price's move in its own deviations.
    static func bulkBuyShare(_ move: Double) -> Double { Normal.cumulative(move) }

    /// 0 to 1; nil until as many buckets are full as it spans.
    var value: Double? {
        guard filled >= Self.buckets else { return nil }
        var (apart, all) = (0.0, 0.0)
        for place in 0..<Self.buckets { (apart, all) = (apart + abs(ring[place].net), all + ring[place].volume) }
        return all > 0 ? min(apart / all, 1) : nil
    }

    /// The share of the last 60 days' readings that lie below the present one, ties counting half. Nil with few readings.
    var percentile: Double? {
        guard let value else { return nil }
        let bin = FlowReadings.bin(value)
        var (below, all) = (0.0, 0.0)
        for day in readings {
            for place in 0..<FlowReadings.bins {
                let here = Double(day.counts[place])
                all += here
                below += place < bin ? here : place == bin ? here / 2 : 0
            }
        }
        return all >= Double(Self.fewestReadings) ? below / all : nil
    }

    /// Takes in a client's trade. The first day only teaches how large a bucket is.
    /// - Parameters:
    ///   - volume: in units of the underlying.
    ///   - day: counted from 1970.
    mutating func add(_ volume: Double, isBuy: Bool, day: Int64) {
        guard volume > 0, volume.isFinite else { return }
        if day > today { start(day) }
        todayVolume += volume
        guard dayVolume > 0 else { return }
        let size = dayVolume / Double(Self.buckets)
        var left = volume
        // What fills more buckets than the figure spans says no more than as many.
        for _ in 0...Self.buckets where left > 0 {
            let part = min(left, max(size - open.volume, 0))
            open.add(part, isBuy: isBuy)
            left -= part
            if open.volume >= size * (1 - 1e-9) { close() }
        }
    }

    private mutating func close() {
        ring[filled % Self.buckets] = open
        filled += 1
        if filled >= 2 * Self.buckets { filled -= Self.buckets }
        open = FlowBucket()
        guard let value, let last = readings.indices.last else { return }
        readings[last].add(value)
    }

    private mutating func start(_ day: Int64) {
        if todayVolume > 0 {
            daysSeen = min(daysSeen + 1, Self.volumeDays)
            dayVolume += (todayVolume - dayVolume) / daysSeen
        }
        (today, todayVolume) = (day, 0)
        readings.removeAll { $0.day <= day - Int64(Self.days) }
        readings.append(FlowReadings(day: day))
    }
}

extension FlowImbalance: SnapshotPart {
    mutating func code(_ coder: inout SnapshotCoder) throws(SnapshotError) {
        try coder.value(&ring)
        try coder.value(&filled)
        try coder.value(&open)
        try coder.value(&today)
        try coder.value(&todayVolume)
        try coder.value(&dayVolume)
        try coder.value(&daysSeen)
        try coder.list(&readings)
    }
}

/// A slice of volume.
struct FlowBucket: Sendable, BitwiseCopyable {
    /// Buys less sales.
    private(set) var net = 0.0
    private(set) var volume = 0.0

    mutating func add(_ part: Double, isBuy: Bool) {
        net += isBuy ? part : -part
        volume += part
    }
}

/// A day's readings, counted by size.
struct FlowReadings: Sendable, BitwiseCopyable {
    static let bins = 64
    let day: Int64
    private(set) var counts = InlineArray<64, UInt32>(repeating: 0)

    init(day: Int64) { self.day = day }

    static func bin(_ value: Double) -> Int { min(max(Int(Whole.nearest((value * Double(bins)).rounded(.down), within: 64)), 0), bins - 1) }

    mutating func add(_ value: Double) { counts[Self.bin(value)] &+= 1 }
}
