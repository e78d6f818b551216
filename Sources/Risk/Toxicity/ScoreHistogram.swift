import Glibc

/// Counts of toxic and benign trades over the log-odds a model gave them: rank quality in constant space.
///
/// Trades in one bin count as tied. A bin is an eighth of log-odds wide, so the error is far below that of any sample that fits it.
struct ScoreHistogram: Sendable, BitwiseCopyable {
    static let bins = 128
    /// From the lowest log-odds up.
    private(set) var toxic = InlineArray<128, UInt32>(repeating: 0)
    private(set) var benign = InlineArray<128, UInt32>(repeating: 0)

    init() {}

    static func bin(_ logit: Float) -> Int {
        min(Int((Logit.held(logit) + Logit.limit) * Float(bins) / (2 * Logit.limit)), bins - 1)
    }

    mutating func add(_ bin: Int, isToxic: Bool) {
        if isToxic { toxic[bin] &+= 1 } else { benign[bin] &+= 1 }
    }

    var toxicCount: Double { Self.sum(toxic) }
    var benignCount: Double { Self.sum(benign) }

    private static func sum(_ counts: borrowing InlineArray<128, UInt32>) -> Double {
        var sum = 0.0
        for bin in 0..<bins { sum += Double(counts[bin]) }
        return sum
    }

    /// The chance that a toxic trade outranks a benign one, ties counting half (risk-domain 11.1). Nil without both kinds.
    var auc: Double? {
        let pairs = toxicCount * benignCount
        guard pairs > 0 else { return nil }
        var (below, won) = (0.0, 0.0)
        for bin in 0..<Self.bins {
            let here = Double(benign[bin])
            won += Double(toxic[bin]) * (below + here / 2)
            below += here
        }
        return won / pairs
    }

    /// The standard error of ``auc``, by DeLong's variance of how each trade fares against those of the other kind. Nil without two of each.
    var aucError: Double? {
        let (positives, negatives) = (toxicCount, benignCount)
        guard let auc, positives > 1, negatives > 1 else { return nil }
        var (below, above) = (0.0, positives)
        var (toxicSpread, benignSpread) = (0.0, 0.0)
        for bin in 0..<Self.bins {
            let (hits, misses) = (Double(toxic[bin]), Double(benign[bin]))
            above -= hits
            let won = (below + misses / 2) / negatives - auc
            let lost = (above + hits / 2) / positives - auc
            toxicSpread += hits * won * won
            benignSpread += misses * lost * lost
            below += misses
        }
        return (toxicSpread / (positives - 1) / positives + benignSpread / (negatives - 1) / negatives).squareRoot()
    }

    /// The area under precision over recall (average precision). Nil without toxic trades.
    var precisionRecallArea: Double? {
        let all = toxicCount
        guard all > 0 else { return nil }
        var (hits, taken, area) = (0.0, 0.0, 0.0)
        for bin in stride(from: Self.bins - 1, through: 0, by: -1) where toxic[bin] > 0 || benign[bin] > 0 {
            let here = Double(toxic[bin])
            hits += here
            taken += here + Double(benign[bin])
            area += here / all * (hits / taken)
        }
        return area
    }

    /// The share of toxic trades among the `k` ranked highest; of the bin that reaches over `k` its part. Nil with fewer trades.
    func precision(top k: Double) -> Double? {
        guard k > 0 else { return nil }
        var (hits, left) = (0.0, k)
        for bin in stride(from: Self.bins - 1, through: 0, by: -1) where left > 0 {
            let here = Double(toxic[bin]) + Double(benign[bin])
            guard here > 0 else { continue }
            let part = min(left, here)
            hits += Double(toxic[bin]) * part / here
            left -= part
        }
        return left > 0 ? nil : hits / k
    }

    /// What acting on every trade that is scored at least `probability` gives.
    func confusion(from probability: Float) -> Confusion {
        let first = Self.bin(Logit.of(probability))
        var result = Confusion()
        for bin in 0..<Self.bins {
            if bin >= first {
                result.truePositives += Int(toxic[bin])
                result.falsePositives += Int(benign[bin])
            } else {
                result.falseNegatives += Int(toxic[bin])
                result.trueNegatives += Int(benign[bin])
            }
        }
        return result
    }

    /// How far the scores of two periods are apart: Σ (a − e)·ln(a/e) over ten bins that each hold a tenth of the earlier one. Under
    /// 0.1 is stable, over 0.25 another population. Nil when either has fewer than 100 trades.
    func stabilityIndex(since earlier: borrowing ScoreHistogram) -> Double? {
        let (before, now) = (earlier.toxicCount + earlier.benignCount, toxicCount + benignCount)
        guard before >= 100, now >= 100 else { return nil }
        var (index, expected, actual) = (0.0, 0.0, 0.0)
        for bin in 0..<Self.bins {
            let here = (Double(earlier.toxic[bin]) + Double(earlier.benign[bin])) / before
            expected += here
            actual += (Double(toxic[bin]) + Double(benign[bin])) / now
            guard expected >= 0.1 || bin == Self.bins - 1, expected > 0 || actual > 0 else { continue }
            // Half a trade stands in for none, so that an empty bin is far but not infinitely far.
            let (e, a) = (max(expected, 0.5 / before), max(actual, 0.5 / now))
            index += (a - e) * log(a / e)
            (expected, actual) = (0, 0)
        }
        return index
    }
}
