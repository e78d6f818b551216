/// Whether a fill was far from the truth while the market was calm (risk-domain 6.3). Whether the price returned is seen later.
struct OffMarketCheck: Sendable {
    private static let spreads = 5.0
    private static let deviations = 6.0
    private static let microseconds: Int64 = 60_000_000
    /// So close to a release, in microseconds, no distance from the truth is remarkable: five minutes.
    static let release: Int64 = 300_000_000
    /// Share of the gap that must close.
    static let returned = 0.7

    /// The furthest an honest fill may be from the truth.
    static func limit(medianSpread: Double, deviation: Double) -> Double { max(spreads * medianSpread, deviations * deviation) }

    /// Whether a mid has come back far enough towards the truth.
    static func hasReturned(price: Double, truth: Double, now: Double) -> Bool {
        let gap = price - truth
        return gap != 0 && (price - now) / gap >= returned
    }

    /// The gap in the client's favour, in hundred-millionths; zero for an ordinary fill.
    /// - Parameters:
    ///   - truth: the reference's quote, the standing distance taken out, or where there is none the own feed's middle before the fill.
    ///   - window: the feed that told the truth.
    static func gap(
        price: Int64, isLong: Bool, time: Int64, truth: Quote, medianSpread: Double, window: borrowing QuoteWindow
    ) -> Int64 {
        let distance = abs(Double(price) - Double(truth.mid))
        guard distance > spreads * medianSpread else { return 0 }
        let mids = mids(window, upTo: time)
        // A fast move before explains any distance: that is for the test of latency.
        guard range(window, upTo: time, and: mids) < distance / 2 else { return 0 }
        guard let deviation = deviation(mids), distance > limit(medianSpread: medianSpread, deviation: deviation) else { return 0 }
        let gain = isLong ? truth.ask &- price : price &- truth.bid
        return max(0, gain)
    }

    /// The gap from where the own feed stood, for want of a reference.
    static func gap(price: Int64, isLong: Bool, time: Int64, own window: borrowing QuoteWindow, medianSpread: Double) -> Int64 {
        let mids = mids(window, upTo: time)
        // The middle lies between the ends: a fill that is near both is near it.
        guard let low = mids.min(), let high = mids.max(),
            max(Double(high) - Double(price), Double(price) - Double(low)) > spreads * medianSpread,
            let truth = truth(of: mids, at: time, medianSpread: medianSpread)
        else { return 0 }
        return gap(price: price, isLong: isLong, time: time, truth: truth, medianSpread: medianSpread, window: window)
    }

    /// How far the feed went in the minute before and in the last second, which says whether it just jumped.
    private static func range(_ window: borrowing QuoteWindow, upTo time: Int64, and mids: [Int64]) -> Double {
        guard var position = window.position(asOf: time), let first = mids.first else { return .infinity }
        var (low, high) = (first, first)
        for mid in mids { (low, high) = (min(low, mid), max(high, mid)) }
        while position >= 0, window[position].time > time &- 1_000_000 {
            (low, high) = (min(low, window[position].mid), max(high, window[position].mid))
            position -= 1
        }
        return Double(high) - Double(low)
    }

    /// The mids of the minute before, a second apart.
    private static func mids(_ window: borrowing QuoteWindow, upTo time: Int64) -> [Int64] {
        guard var position = window.position(asOf: time) else { return [] }
        var mids: [Int64] = []
        mids.reserveCapacity(Int(microseconds / 1_000_000))
        var wanted = time &- 1_000_000
        while wanted > time &- microseconds {
            while position > 0, window[position].time > wanted { position -= 1 }
            guard window[position].time <= wanted else { break }
            mids.append(window[position].mid)
            wanted &-= 1_000_000
        }
        return mids
    }

    /// Where the own feed stood in the minute before, for want of a reference: the middle of its mids, with half the usual spread to each side.
    static func ownTruth(_ window: borrowing QuoteWindow, at time: Int64, medianSpread: Double) -> Quote? {
        truth(of: mids(window, upTo: time), at: time, medianSpread: medianSpread)
    }

    private static func truth(of mids: [Int64], at time: Int64, medianSpread: Double) -> Quote? {
        guard mids.count >= 20 else { return nil }
        let middle = mids.sorted()[mids.count / 2]
        let half = Whole.nearest(medianSpread / 2)
        return Quote(bid: middle &- half, ask: middle &+ half, time: time)
    }

    /// Median distance from the median.
    private static func deviation(_ mids: [Int64]) -> Double? {
        guard mids.count >= 10 else { return nil }
        let middle = mids.sorted()[mids.count / 2]
        return mids.map { abs(Double($0) - Double(middle)) }.sorted()[mids.count / 2]
    }
}
