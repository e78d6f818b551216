/// By how much one feed trails another, from the cross-correlation of their 100 ms returns over a minute (risk-domain 6.16).
enum FeedLag {
    static let step: Int64 = 100_000
    static let samples = 600
    /// Looked for up to two seconds to each side.
    static let reach = 20
    /// Returns that are no zero, and the correlation, from which a lag can be told.
    private static let minimumMoves = 20
    private static let minimumCorrelation = 0.25

    /// Microseconds the own feed lags the reference (negative: leads it) in the minute up to a time; nil when it cannot be told.
    static func measure(own: borrowing QuoteWindow, reference: borrowing QuoteWindow, upTo end: Int64) -> Int64? {
        guard let mine = returns(own, upTo: end), let theirs = returns(reference, upTo: end) else { return nil }
        return lag(of: mine, behind: theirs).map { Whole.nearest($0 * Double(step)) }
    }

    /// In samples, between them by the parabola through the best and its neighbours.
    static func lag(of own: [Float], behind reference: [Float]) -> Double? {
        let n = min(own.count, reference.count)
        guard n > 4 * reach, moves(own) >= minimumMoves, moves(reference) >= minimumMoves else { return nil }
        let norm = (power(own) * power(reference)).squareRoot()
        guard norm > 0 else { return nil }
        let sums = (-reach...reach).map { lag -> Double in
            var sum: Float = 0
            for index in max(0, lag)..<min(n, n + lag) { sum += own[index] * reference[index - lag] }
            return Double(sum)
        }
        var best = 0
        for index in sums.indices where sums[index] > sums[best] { best = index }
        guard sums[best] / norm >= minimumCorrelation else { return nil }
        guard best > 0, best < sums.count - 1 else { return Double(best - reach) }
        let (left, middle, right) = (sums[best - 1], sums[best], sums[best + 1])
        let bend = left - 2 * middle + right
        return Double(best - reach) + (bend < 0 ? 0.5 * (left - right) / bend : 0)
    }

    private static func moves(_ returns: [Float]) -> Int { returns.reduce(0) { $1 != 0 ? $0 + 1 : $0 } }
    private static func power(_ returns: [Float]) -> Double { returns.reduce(0) { $0 + Double($1) * Double($1) } }

    /// Changes of the mid from one sample to the next; nil when the window does not hold the whole minute.
    private static func returns(_ window: borrowing QuoteWindow, upTo end: Int64) -> [Float]? {
        let start = end &- step &* Int64(samples)
        guard var position = window.position(asOf: start) else { return nil }
        var returns: [Float] = []
        returns.reserveCapacity(samples)
        var before = window[position].mid
        for sample in 1...samples {
            let time = start &+ step &* Int64(sample)
            while position + 1 < window.count, window[position + 1].time <= time { position += 1 }
            let mid = window[position].mid
            returns.append(Float(mid &- before))
            before = mid
        }
        return returns
    }
}
