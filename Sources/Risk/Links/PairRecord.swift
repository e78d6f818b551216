import Glibc

/// A pair of accounts that is watched, because what they opened together is more than chance.
struct PairRecord: Sendable, BitwiseCopyable {
    /// Positions in the list of members, the smaller first.
    let a: Int32
    let b: Int32
    var finding: PairFinding
    /// Meetings since the last examination.
    var fresh: Int32 = 0
    /// Examinations since its openings were last shifted in time.
    var unshifted: Int32 = 0
    /// Openings ever of either account at the last examination.
    var opened = (a: 0, b: 0)
    /// Days with a meeting since it is watched, and the last of them.
    private(set) var days: Int32 = 0
    private var lastDay = Int64.min
    /// Of the newest trades that met: the logarithm of ``a``'s lots, and the same with that of how many times ``b``'s trade was its size.
    private var sizes = InlineArray<24, Float>(repeating: 0)
    private var deals = InlineArray<8, Int64>(repeating: 0)
    private(set) var meetings: Int32 = 0

    private static let kept = 12
    private static let shown = 4

    init(a: Int32, b: Int32, finding: PairFinding) { (self.a, self.b, self.finding) = (a, b, finding) }

    /// - Parameters:
    ///   - first: the trade of ``a``.
    ///   - second: the trade of ``b``.
    mutating func meet(_ first: borrowing LinkTrade, _ second: borrowing LinkTrade) {
        let slot = Int(meetings) % Self.kept
        let (lots, ratio) = (Self.logarithm(first.lots), Self.logarithm(second.size / first.size))
        (sizes[2 * slot], sizes[2 * slot + 1]) = (lots, lots + ratio)
        let shown = Int(meetings) % Self.shown
        (deals[2 * shown], deals[2 * shown + 1]) = (first.deal, second.deal)
        meetings = meetings == .max ? meetings - Int32(Self.kept * Self.shown) + 1 : meetings + 1
        fresh += 1
        let day = Whole.floorDivide(max(first.time, second.time), 86_400_000_000)
        if day > lastDay { (days, lastDay) = (days + 1, day) }
    }

    /// Zero for what has none.
    private static func logarithm(_ value: Double) -> Float { value > 0 && value.isFinite ? Float(log(value)) : 0 }

    /// Days with a match, as far as is known.
    var allDays: Int { Int(max(days, finding.days)) }

    /// The deals of the newest meetings: of each the first account's and the second's.
    var provingDeals: [Int64] { (0..<2 * min(Int(meetings), Self.shown)).map { deals[$0] } }

    private var sizePairs: [(a: Double, b: Double)] {
        (0..<min(Int(meetings), Self.kept)).map { (Double(sizes[2 * $0]), Double(sizes[2 * $0 + 1])) }
    }

    /// The logarithms of ``b``'s size over ``a``'s, in the middle, and their median distance from it; nil before any meeting.
    var sizeRatio: (median: Double, spread: Double)? {
        let ratios = sizePairs.map { $0.b - $0.a }.sorted()
        guard !ratios.isEmpty else { return nil }
        let middle = ratios[ratios.count / 2]
        return (middle, ratios.map { abs($0 - middle) }.sorted()[ratios.count / 2])
    }

    /// How closely one size follows the other, −1 to 1; nil with few meetings or where a size never changes.
    var sizeCorrelation: Double? {
        let pairs = sizePairs
        guard pairs.count >= 8 else { return nil }
        let n = Double(pairs.count)
        let (meanA, meanB) = (pairs.reduce(0) { $0 + $1.a } / n, pairs.reduce(0) { $0 + $1.b } / n)
        var (ab, aa, bb) = (0.0, 0.0, 0.0)
        for pair in pairs {
            ab += (pair.a - meanA) * (pair.b - meanB)
            aa += (pair.a - meanA) * (pair.a - meanA)
            bb += (pair.b - meanB) * (pair.b - meanB)
        }
        // Under a tenth or so of spread there is nothing to follow.
        guard aa / n > 0.01, bb / n > 0.01 else { return nil }
        return ab / (aa * bb).squareRoot()
    }
}
