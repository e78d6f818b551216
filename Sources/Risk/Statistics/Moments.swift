/// Count, mean and spread of a series, kept without the series (Welford's recurrence). The result depends on the order in its last
/// bits, so it is only used where the order is that of the deals.
struct Moments: Sendable, Equatable {
    private(set) var n = 0
    private(set) var mean = 0.0
    private var squares = 0.0

    mutating func add(_ value: Double) {
        n += 1
        let away = value - mean
        mean += away / Double(n)
        squares += away * (value - mean)
    }

    /// Sample variance; zero for fewer than two.
    var variance: Double { n > 1 ? squares / Double(n - 1) : 0 }
    var deviation: Double { variance.squareRoot() }
    /// The mean in its own standard errors; nil for fewer than two or without spread.
    var t: Double? { n > 1 && variance > 0 ? mean * Double(n).squareRoot() / deviation : nil }

    /// About how many observations |t| = 2 needs at this mean and spread (risk-domain 5.4).
    var neededForTwoSigma: Double? {
        guard n > 1, mean != 0, variance > 0 else { return nil }
        let ratio = 2 * deviation / mean
        return ratio * ratio
    }
}
