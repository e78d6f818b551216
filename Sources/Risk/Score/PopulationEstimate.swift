/// The priors of single clients, estimated from all of them (risk-domain 5.3).
enum PopulationEstimate {
    /// Observations a client needs to count.
    private static let minimumObservations = 10
    /// Clients from which an estimate replaces the default.
    private static let minimumClients = 20
    /// Narrowest spread of true yields, in basis points: with less no client could ever stand out.
    private static let smallestDeviation = 0.1

    static func prior(of accounts: borrowing [ClientAccount]) -> PopulationPrior {
        var results: [Estimate] = []
        var tests: [TestResults] = []
        var markouts: [[Estimate]] = MarkoutHorizon.scored.map { _ in [] }
        for index in accounts.indices where accounts[index].isJudged {
            tests.append(accounts[index].verdict.tests)
            let trips = accounts[index].history.trips
            if trips.yields.n >= minimumObservations {
                results.append(
                    Estimate(mean: trips.yields.mean, errorVariance: trips.errorVariance(typical: 0), variance: trips.yields.variance))
            }
            for (position, horizon) in MarkoutHorizon.scored.enumerated() {
                guard let tally = accounts[index].history.opens[horizon], tally.n >= minimumObservations else { continue }
                markouts[position].append(Estimate(mean: tally.mean, errorVariance: tally.errorVariance, variance: tally.variance))
            }
        }
        let initial = PopulationPrior.initial
        var population = PopulationPrior(
            result: prior(results) ?? initial.result,
            markouts: zip(markouts, initial.markouts).map { prior($0) ?? $1 }, clients: results.count)
        population.limits = FindingLimits(of: tests)
        return population
    }

    struct Estimate: Sendable {
        var mean: Double
        var errorVariance: Double
        /// Of single observations.
        var variance = 0.0
    }

    /// Median, and the spread by the median absolute deviation less what sampling alone spreads. Robust: a few toxic clients must
    /// not widen the prior that is to expose them.
    static func prior(_ estimates: [Estimate]) -> NormalPrior? {
        guard estimates.count >= minimumClients else { return nil }
        let middle = median(estimates.map(\.mean))
        let spread = 1.4826 * median(estimates.map { abs($0.mean - middle) })
        let sampling = median(estimates.map(\.errorVariance))
        let variance = max(spread * spread - sampling, smallestDeviation * smallestDeviation)
        return NormalPrior(mean: middle, deviation: variance.squareRoot(), noise: median(estimates.map(\.variance)).squareRoot())
    }

    private static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        let upper = sorted[sorted.count / 2]
        return sorted.count % 2 == 1 ? upper : (sorted[sorted.count / 2 - 1] + upper) / 2
    }
}
