import Glibc

/// What a mean over its deviation proves, when returns are no normal draws and the best of many clients was picked (risk-domain 5.5; Bailey
/// and López de Prado).
struct SharpeRatio: Sendable, Equatable {
    /// Per observation.
    var value: Double
    var n: Int
    var skew: Double
    /// Three for a normal distribution.
    var kurtosis: Double

    private static let eulerGamma = 0.577_215_664_901_532_9

    init(value: Double, n: Int, skew: Double, kurtosis: Double) { (self.value, self.n, self.skew, self.kurtosis) = (value, n, skew, kurtosis) }

    /// Nil for fewer than two observations, or without spread.
    init?(_ moments: Moments) {
        guard moments.n > 1, moments.deviation > 0 else { return nil }
        self.init(value: moments.mean / moments.deviation, n: moments.n, skew: moments.skew, kurtosis: moments.kurtosis)
    }

    /// How much wider than a normal series' the error of the ratio is, squared. Samples can give a shape that no distribution has.
    private var width: Double { max(1 - skew * value + (kurtosis - 1) / 4 * value * value, 1e-6) }

    /// The probability that the true ratio is above `benchmark`.
    func probability(above benchmark: Double = 0) -> Double {
        guard n > 1 else { return 0.5 }
        return Normal.cumulative((value - benchmark) * Double(n - 1).squareRoot() / width.squareRoot())
    }

    /// Observations from which ``probability(above:)`` reaches `level`; nil when the ratio is not above.
    func minimumLength(above benchmark: Double = 0, level: Double = 0.95) -> Double? {
        guard value > benchmark else { return nil }
        let z = Normal.quantile(level) / (value - benchmark)
        return 1 + width * z * z
    }

    /// What the best of `count` clients without skill is expected to show, by the variance of ratios over clients.
    static func expectedBest(of count: Int, variance: Double) -> Double {
        guard count > 1, variance > 0 else { return 0 }
        let n = Double(count)
        return variance.squareRoot() * ((1 - eulerGamma) * Normal.quantile(1 - 1 / n) + eulerGamma * Normal.quantile(1 - 1 / (n * M_E)))
    }

    /// The deflated ratio: ``probability(above:)`` the best of so many without skill.
    func deflated(clients: Int, variance: Double) -> Double { probability(above: Self.expectedBest(of: clients, variance: variance)) }
}
