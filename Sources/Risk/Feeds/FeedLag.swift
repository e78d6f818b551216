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
        let sums = products(own.prefix(n), reference.prefix(n))
        var best = 0
        for index in sums.indices where sums[index] > sums[best] { best = index }
        guard sums[best] / norm >= minimumCorrelation else { return nil }
        guard best > 0, best < sums.count - 1 else { return Double(best - reach) }
        let (left, middle, right) = (sums[best - 1], sums[best], sums[best + 1])
        let bend = left - 2 * middle + right
        return Double(best - reach) + (bend < 0 ? 0.5 * (left - right) / bend : 0)
    }

    /// For each lag from −``reach`` to ``reach``, the sum of the products of one's returns with the other's that long before. Eight lags
    /// go in step, each adding in the order of time.
    static func products(_ own: ArraySlice<Float>, _ reference: ArraySlice<Float>) -> [Double] {
        let blocks = (2 * reach + 8) / 8
        var sums = [SIMD8<Float>](repeating: .zero, count: blocks)
        // Past both ends nothing moves. The largest lag comes first.
        let padded = [Float](repeating: 0, count: reach) + reference + [Float](repeating: 0, count: 8 * blocks)
        padded.withUnsafeBytes { padded in
            for (index, mine) in own.enumerated() where mine != 0 {
                for block in 0..<blocks {
                    let start = (index + 8 * block) * MemoryLayout<Float>.stride
                    sums[block] += padded.loadUnaligned(fromByteOffset: start, as: SIMD8<Float>.self) * mine
                }
            }
        }
        return (-reach...reach).map { lag in Double(sums[(reach - lag) / 8][(reach - lag) % 8]) }
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
