/// Shares of a count, and what can be said of the share behind them.
enum Share {
    /// The Wilson interval of the share behind `hits` of `n` (risk-domain 5.8), by default at 95 %.
    static func wilson(_ hits: Int, of n: Int, z: Double = 1.959963984540054) -> ClosedRange<Double> {
        guard n > 0 else { return 0...1 }
        let n = Double(n)
        let p = min(max(Double(hits) / n, 0), 1)
        let centre = p + z * z / (2 * n)
        let width = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
        let scale = 1 + z * z / n
        return max((centre - width) / scale, 0)...min((centre + width) / scale, 1)
    }

    /// The share behind `hits` of `n`, drawn towards `prior` as if `strength` observations stood behind it (risk-domain 5.2).
    static func shrunk(_ hits: Int, of n: Int, prior: Double, strength: Double) -> Double {
        (strength * prior + Double(hits)) / (strength + Double(n))
    }

    /// The interval of ``shrunk(_:of:prior:strength:)`` that holds the probability `level`.
    static func shrunkInterval(_ hits: Int, of n: Int, prior: Double, strength: Double, level: Double) -> ClosedRange<Double> {
        let a = strength * prior + Double(hits)
        let b = strength * (1 - prior) + Double(n - hits)
        return Beta.quantile((1 - level) / 2, a, b)...Beta.quantile((1 + level) / 2, a, b)
    }

    /// The probability that the share behind `hits` of `n` is above `share`.
    static func probability(above share: Double, _ hits: Int, of n: Int, prior: Double, strength: Double) -> Double {
        1 - Beta.cumulative(share, strength * prior + Double(hits), strength * (1 - prior) + Double(n - hits))
    }
}

extension Share {
    /// The probability that a fair coin shows the same side at least `hits` times of `n`, whichever side it is.
    static func coin(_ hits: Int, of n: Int) -> Double {
        guard n > 0, hits * 2 > n else { return 1 }
        return min(1, 2 * Beta.cumulative(0.5, Double(hits), Double(n - hits + 1)))
    }
}
