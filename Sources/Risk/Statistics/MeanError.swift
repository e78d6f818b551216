/// How far the mean of grouped observations may be from the truth.
enum MeanError {
    /// What the typical noise of all clients is worth, in observations of the client's own.
    private static let typicalWorth = 5.0
    /// Smallest variance of one observation, in squared basis points: equal figures are no proof of a world without noise.
    private static let smallestVariance = 0.25

    /// The squared standard error of a mean; infinite for fewer than two observations.
    ///
    /// Observations of one group share their market and count as one: the variance of a ratio of group sums (risk-domain 4.3). It never
    /// falls under the plain s²/n. A few wins of the same size have next to no spread of their own, so the spread of few observations
    /// is drawn up to what is typical, and to the mean itself: what is won at a go may be lost at a go.
    /// - Parameters:
    ///   - variance: sample variance of single observations.
    ///   - between: the sum over groups of (group's sum − mean · group's count)².
    ///   - typical: standard deviation of single observations with most clients; zero when not known.
    static func squared(n: Double, mean: Double, variance: Double, groups: Double, between: Double, typical: Double) -> Double {
        guard n > 1 else { return .infinity }
        let expected = typical > 0 ? max(typical, abs(mean)) : 0
        let drawn = (typicalWorth * expected * expected + (n - 1) * variance) / (typicalWorth + n - 1)
        let plain = max(variance, drawn, smallestVariance) / n
        guard groups > 1 else { return plain * n }
        return max(plain, between / (n * n) * groups / (groups - 1))
    }
}
