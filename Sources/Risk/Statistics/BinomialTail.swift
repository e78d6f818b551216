import Glibc

/// The upper tail of the binomial distribution, exact far beyond where a probability can be written.
enum BinomialTail {
    /// log10 P(X ≥ `hits`) for `n` trials at `rate`; zero (certainty) for no hits.
    static func log10(atLeast hits: Int, of n: Int, rate: Double) -> Double {
        guard hits > 0, n > 0 else { return 0 }
        guard hits <= n, rate > 0 else { return -.infinity }
        guard rate < 1 else { return 0 }
        // Below the mean the tail is no news, and the sum from the top would be long.
        if Double(hits) <= rate * Double(n) { return Glibc.log10(max(1 - below(hits, n, rate), 0x1p-52)) }
        // The first term by logarithms, the others by their ratio to it: k + 1 over k is (n − k)/(k + 1) · p/(1 − p).
        let first = logTerm(hits, n, rate)
        let odds = rate / (1 - rate)
        var (sum, term) = (1.0, 1.0)
        for k in hits..<n {
            term *= Double(n - k) / Double(k + 1) * odds
            sum += term
            if term < sum * 1e-17 { break }
        }
        return min(0, (first + log(sum)) / log(10))
    }

    private static func logTerm(_ k: Int, _ n: Int, _ rate: Double) -> Double {
        let (k, n) = (Double(k), Double(n))
        return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) + k * log(rate) + (n - k) * log1p(-rate)
    }

    /// P(X < `hits`), through the beta distribution.
    private static func below(_ hits: Int, _ n: Int, _ rate: Double) -> Double {
        1 - Beta.cumulative(rate, Double(hits), Double(n - hits + 1))
    }
}
