/// A client's true yield after the population had its say: normal prior and normal data (risk-domain 5.3). Basis points.
struct Posterior: Sendable, Equatable {
    var mean: Double
    var deviation: Double
    /// The part of the client's own data in ``mean``, 0 to 1.
    var weight: Double

    /// - Parameters:
    ///   - mean: the client's own mean.
    ///   - errorVariance: the squared standard error of that mean; infinite when nothing is known.
    init(mean: Double, errorVariance: Double, prior: NormalPrior) {
        let tau = max(prior.deviation * prior.deviation, .leastNormalMagnitude)
        guard errorVariance.isFinite, errorVariance > 0, mean.isFinite else {
            (self.mean, deviation, weight) = (prior.mean, tau.squareRoot(), 0)
            return
        }
        weight = tau / (tau + errorVariance)
        self.mean = weight * mean + (1 - weight) * prior.mean
        deviation = (tau * errorVariance / (tau + errorVariance)).squareRoot()
    }

    /// The probability that the true yield is above zero.
    var probabilityPositive: Double { Normal.cumulative(mean / deviation) }
}
