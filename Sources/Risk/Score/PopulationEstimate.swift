/// The priors of single clients, estimated from all of them (risk-domain 5.3).
enum PopulationEstimate {
    /// Observations a client needs to count.
    private static let minimumObservations = 10
    /// Clients from which an estimate replaces the default.
    private static let minimumClients = 20
    /// Narrowest spread of true yields, in basis points: with less no client could ever stand out.
    private static let smallestDeviation = 0.1

    static func prior(of accounts: borrowing [ClientAccount], news thresholds: NewsThresholds) -> PopulationPrior {
        var results: [Estimate] = []
        var tests: [TestResults] = []
        var lifts: [Double] = []
        var markouts: [[Estimate]] = MarkoutHorizon.scored.map { _ in [] }
        for index in accounts.indices where accounts[index].isJudged {
            tests.append(accounts[index].verdict.tests)
            if let lift = accounts[index].history.patterns.news.lift(thresholds) { lifts.append(lift) }
            let trips = accounts[index].history.trips
            if trips.yields.n >= minimumObservations {
                results.append(
                    Estimate(
                        mean: trips.yields.mean,
                        errorVariance: trips.sample(swings: accounts[index].history.resultVariance, typical: 0).errorVariance,
                        variance: trips.yields.variance))
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
        population.toxicStrength = toxicStrength(of: accounts) ?? initial.toxicStrength
        if lifts.count >= minimumClients { population.newsLift = max(1, median(lifts)) }
        return population
    }

    /// How much alike clients are in their toxic rates, by moments: what their counts spread beyond chance (risk-domain 5.2). At least 20 trades,
    /// and no more than are ever needed to outweigh it.
    static func toxicStrength(of accounts: borrowing [ClientAccount]) -> Double? {
        var (spread, chance, pairs, clients) = (0.0, 0.0, 0.0, 0)
        for index in accounts.indices where accounts[index].isJudged {
            let tally = accounts[index].history.flow.toxicity
            guard Int(tally.n) >= minimumObservations else { continue }
            let (n, base) = (Double(tally.n), tally.baseRate)
            let away = Double(tally.beaten) - n * base
            spread += away * away
            chance += n * base * (1 - base)
            pairs += n * (n - 1) * base * (1 - base)
            clients += 1
        }
        return clients < minimumClients ? nil : strength(spread: spread, chance: chance, pairs: pairs)
    }

    /// From Var(k) = n π (1 − π) (1 + (n − 1)/(κ + 1)), summed over clients.
    static func strength(spread: Double, chance: Double, pairs: Double) -> Double {
        let share = pairs > 0 ? (spread - chance) / pairs : 0
        return min(max(share > 0 ? 1 / share - 1 : 1000, 20), 1000)
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
