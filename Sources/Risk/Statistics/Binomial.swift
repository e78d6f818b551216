import Glibc

/// The binomial distribution where its tails are too small for a Double.
enum Binomial {
    /// log₁₀ of the probability of `hits` or more in `n` trials of chance `q` (risk-domain 6.2 and 6.4).
    static func logTail(_ hits: Int, of n: Int, chance q: Double) -> Double {
        guard hits > 0 else { return 0 }
        guard hits <= n, q > 0 else { return -.infinity }
        guard q < 1 else { return 0 }
        let (x, n) = (Double(hits), Double(n))
        // Up to the mean the tail is no small number.
        guard x > n * q else { return log10(max(Beta.cumulative(q, x, n - x + 1), .leastNormalMagnitude)) }
        let odds = q / (1 - q)
        var (term, sum, k) = (1.0, 1.0, x)
        // Above the mean the terms fall at least geometrically.
        while k < n, term > 1e-17 * sum {
            term *= (n - k) / (k + 1) * odds
            sum += term
            k += 1
        }
        let first = lgamma(n + 1) - lgamma(x + 1) - lgamma(n - x + 1) + x * log(q) + (n - x) * log1p(-q)
        return min((first + log(sum)) / log(10), 0)
    }

    /// log₁₀ of the two-sided p-value of `hits` in `n` fair tosses (risk-domain 6.17), both tails of the exact distribution.
    static func logSignTest(_ hits: Int, of n: Int) -> Double {
        guard n > 0 else { return 0 }
        return min(logTail(max(hits, n - hits), of: n, chance: 0.5) + log10(2), 0)
    }
}
