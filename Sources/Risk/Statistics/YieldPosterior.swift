import Glibc

/// A client's true yield after the population had its say, when a population is a crowd and a few that are unlike it.
///
/// One normal prior taken from the crowd (risk-domain 5.3) holds a client with a true edge down however much he trades, where the crowd
/// is narrow. So a small share of clients is expected to come from a wide prior, and the client's own mean says how likely he is one
/// of those. Luck stays with the crowd: it must first outweigh how rare the unusual are.
struct YieldPosterior: Sendable, Equatable {
    private let crowd: Posterior
    private let unusual: Posterior
    /// The probability that the client is unlike the crowd.
    let unusualShare: Double

    /// - Parameters:
    ///   - mean: the client's own mean, in basis points.
    ///   - errorVariance: the squared standard error of that mean; infinite when nothing is known.
    ///   - share: how many clients are unlike the crowd, 0 to 1.
    init(mean: Double, errorVariance: Double, prior: NormalPrior, unusual share: Double) {
        crowd = Posterior(mean: mean, errorVariance: errorVariance, prior: prior)
        unusual = Posterior(mean: mean, errorVariance: errorVariance, prior: prior.wide)
        unusualShare = Self.share(mean - prior.mean, errorVariance, prior, before: min(max(share, 0), 1))
    }

    /// Bayes' rule for the two kinds of clients, by how likely each makes a mean so far `away` from the crowd's.
    private static func share(_ away: Double, _ errorVariance: Double, _ prior: NormalPrior, before share: Double) -> Double {
        guard errorVariance.isFinite, errorVariance > 0, away.isFinite else { return share }
        let narrow = errorVariance + prior.deviation * prior.deviation
        let wide = errorVariance + prior.wide.deviation * prior.wide.deviation
        let odds = log(share / (1 - share)) + 0.5 * (log(narrow / wide) + away * away * (1 / narrow - 1 / wide))
        return odds.isNaN ? share : 1 / (1 + exp(-odds))
    }

    var mean: Double { (1 - unusualShare) * crowd.mean + unusualShare * unusual.mean }

    var deviation: Double {
        let apart = crowd.mean - unusual.mean
        let inside = (1 - unusualShare) * crowd.deviation * crowd.deviation + unusualShare * unusual.deviation * unusual.deviation
        return (inside + unusualShare * (1 - unusualShare) * apart * apart).squareRoot()
    }

    func probability(above yield: Double) -> Double {
        (1 - unusualShare) * Normal.cumulative((crowd.mean - yield) / crowd.deviation)
            + unusualShare * Normal.cumulative((unusual.mean - yield) / unusual.deviation)
    }

    func probability(below yield: Double) -> Double {
        (1 - unusualShare) * Normal.cumulative((yield - crowd.mean) / crowd.deviation)
            + unusualShare * Normal.cumulative((yield - unusual.mean) / unusual.deviation)
    }

    /// The probability of a yield above zero as a normal deviate. The smaller of the tails is used, which has the digits.
    var z: Double {
        let (above, below) = (probability(above: 0), probability(below: 0))
        let z = above < below ? Normal.quantile(above) : -Normal.quantile(below)
        return min(max(z, -Self.largestZ), Self.largestZ)
    }

    func interval(_ z: Double = 1.959963984540054) -> ClosedRange<Double> { (mean - z * deviation)...(mean + z * deviation) }

    /// Tails further out are below what a normal can be believed.
    private static let largestZ = 8.0
}

extension NormalPrior {
    /// The prior of clients who are unlike the crowd: three times as wide, and no narrower than a spread, the size of what is to be had.
    var wide: NormalPrior { NormalPrior(mean: mean, deviation: max(3 * deviation, 2), noise: noise) }
}
