import Brokerage
import Glibc

/// A client's markouts over all horizons of a clock, answered from the stored deals and facts (risk-domain 4.1 to 4.4).
public enum MarkoutCurve {
    /// A deal to be compared with the market.
    struct Fill: Sendable {
        var deal: DealID
        /// In hundred-millionths, as all prices here.
        var price: Int64
        var isLong: Bool
        /// Notional in one currency for all deals.
        var notional: Double
        /// The server's own mid at the deal, where it states one.
        var mid: Int64?
    }

    /// The curve by rising horizon; horizons of which nothing is known are left out.
    /// - Parameters:
    ///   - fills: in order of time: blocks of neighbours stay together in the bootstrap.
    ///   - facts: what was learned of them, in any order.
    ///   - seed: the same seed gives the same intervals.
    static func make(_ fills: [Fill], facts: [MarkoutFact], clock: MarkoutClock, seed: UInt64) -> [MarkoutPoint] {
        let known = FactIndex(facts, newestKnown: DealID(.max))
        let samples = fills.map { Sample($0, known.facts(of: $0.deal)) }
        return clock.points.compactMap { point(samples, $0.horizon, $0.kind, clock, seed) }
    }

    private struct Sample {
        let fill: Fill
        let facts: ArraySlice<MarkoutFact>
        let mid: Int64?
        let stamp: SecondStamp?

        init(_ fill: Fill, _ facts: ArraySlice<MarkoutFact>) {
            (self.fill, self.facts) = (fill, facts)
            func value(_ kind: UInt8) -> Int64? { facts.first { $0.kind == kind }?.value.units }
            mid = fill.mid ?? value(MarkoutFact.midAtDeal)
            stamp = value(MarkoutFact.stamp).flatMap(SecondStamp.init(fact:))
        }

        func value(_ kind: UInt8) -> Int64? { facts.first { $0.kind == kind }?.value.units }

        /// Basis points of the fill's price, in the client's favour.
        func gain(_ mid: Int64) -> Double { Double(PendingDeal.markout(price: fill.price, isLong: fill.isLong, at: mid)) / 1e4 }
    }

    private static func point(_ samples: [Sample], _ horizon: Double, _ kind: UInt8, _ clock: MarkoutClock, _ seed: UInt64) -> MarkoutPoint? {
        var series = Series()
        var fromMid: [Double] = []
        for sample in samples {
            guard let mid = sample.value(kind) else { continue }
            let gain = sample.gain(mid)
            // From the earliest moment that fits, and from the latest where that was told apart.
            let other = sample.stamp?.quality == .bounded ? MarkoutFact.latest(kind).flatMap(sample.value).map(sample.gain) : nil
            series.add(gain, other ?? gain, weight: sample.fill.notional)
            if let atDeal = sample.mid { fromMid.append(gain - sample.gain(atDeal)) }
        }
        guard !series.gains.isEmpty else { return nil }
        let n = series.gains.count
        let band = MarkoutBand(series.gains, seed: seed &+ UInt64(kind))
        let middle = MarkoutBand(fromMid, seed: seed &+ UInt64(kind))
        let quality: MarkoutQuality = series.halfWidth > 0 ? .bounded : n < 30 ? .fewTrades : .good
        return MarkoutPoint(
            clock: clock, horizon: horizon, n: n, meanBps: band.mean, weightedBps: series.weighted ?? band.mean, usdPerMillion: band.mean * 100,
            lowBps: band.interval.map { $0.lowerBound - series.halfWidth }, highBps: band.interval.map { $0.upperBound + series.halfWidth },
            fromMidBps: fromMid.isEmpty ? nil : middle.mean, fromMidLowBps: middle.interval?.lowerBound,
            fromMidHighBps: middle.interval?.upperBound, quality: quality)
    }

    private struct Series {
        var gains: [Double] = []
        private var weights = 0.0
        private var sum = 0.0
        private var widths = 0.0

        mutating func add(_ one: Double, _ other: Double, weight: Double) {
            let gain = (one + other) / 2
            gains.append(gain)
            widths += abs(one - other) / 2
            weights += weight
            sum += gain * weight
        }

        /// Nil while no notional is known.
        var weighted: Double? { weights > 0 ? sum / weights : nil }
        /// By how much the mean may be off as moments are not known.
        var halfWidth: Double { gains.isEmpty ? 0 : widths / Double(gains.count) }
    }
}

/// A mean with its 95 % interval.
struct MarkoutBand: Sendable, Equatable {
    var mean = 0.0
    var interval: ClosedRange<Double>?

    private static let resamples = 1000

    /// By stationary block bootstrap with blocks of the cube root of n on average, and from 30 deals on no narrower than the plain error
    /// or Newey and West's, whichever is larger (risk-domain 4.3).
    init(_ values: [Double], seed: UInt64) {
        guard !values.isEmpty else { return }
        let n = Double(values.count)
        mean = values.reduce(0, +) / n
        guard values.count > 1 else { return }
        let block = max(1, cbrt(n))
        var bootstrap = BlockBootstrap(seed: seed, expectedBlock: block)
        let sums = BlockBootstrap.Prefix(values)
        var means = (0..<Self.resamples).map { _ in bootstrap.sum(of: sums) / n }
        means.sort()
        let (low, high) = (means[Self.resamples / 40], means[Self.resamples - 1 - Self.resamples / 40])
        let width = values.count < 30 ? 0 : 1.959963984540054 * NeweyWest.error(values, lags: Int(block))
        interval = min(low, mean - width)...max(high, mean + width)
    }
}
