/// How one account's trades lie behind another's, in milliseconds.
struct LagStatistics: Sendable, Equatable {
    private(set) var median: Int32 = 0
    /// Median absolute deviation from the median.
    private(set) var spread: Int32 = 0
    /// Pairs in which the first account was earlier, and later; stamps within ``tie`` are neither.
    private(set) var leads = 0
    private(set) var follows = 0
    private(set) var count = 0

    /// Stamps closer than this say nothing of who was first.
    private static let tie: Int32 = 5

    init(_ lags: [Int32]) {
        guard !lags.isEmpty else { return }
        count = lags.count
        median = Self.median(lags)
        spread = Self.median(lags.map { abs($0 &- median) })
        leads = lags.count { $0 > Self.tie }
        follows = lags.count { $0 < -Self.tie }
    }

    /// The middle one, or the mean of the two in the middle, towards zero.
    static func median(_ values: [Int32]) -> Int32 {
        let sorted = values.sorted()
        let upper = Int64(sorted[sorted.count / 2])
        return sorted.count % 2 == 1 ? Int32(upper) : Int32((Int64(sorted[sorted.count / 2 - 1]) + upper) / 2)
    }

    /// Whether one of the two is the source: it is first far too often for two that react to the same events, or each time, and by more
    /// than such two differ.
    var isDirected: Bool {
        let (more, told) = (max(leads, follows), leads + follows)
        guard told >= 5, 2 * told >= count, Double(more) >= 0.85 * Double(told) else { return false }
        if Share.coin(more, of: told) <= 0.001 { return true }
        return more == told && abs(median) >= 150 && 2 * spread <= abs(median)
    }
}
