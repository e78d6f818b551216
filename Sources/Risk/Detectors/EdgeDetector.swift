import Brokerage

/// Whether the client truly earns from the market: the shrunk yield of his deals (risk-domain 5.3), by markouts where there are ticks,
/// else by closed results.
struct EdgeDetector: Sendable {
    enum Source: Sendable, Equatable {
        /// Index of the horizon in ``MarkoutHorizon``.
        case markout(horizon: Int)
        case result
    }

    var source: Source
    /// Deals or trades behind it.
    var n: Int
    /// The client's own mean, in basis points.
    var raw: Double
    var posterior: Posterior
    /// The posterior's z, lowered for having looked at several horizons.
    var z: Double
    var prior: NormalPrior

    /// Deals before markouts speak instead of results.
    static let minimumMarkouts = 10

    /// Nil when nothing is known of the client yet.
    init?(_ history: borrowing ClientHistory, population: PopulationPrior) {
        if let best = Self.byMarkouts(history.opens, population) {
            self = best
            return
        }
        let yields = history.trips.yields
        guard yields.n > 1 else { return nil }
        (source, n, raw, prior) = (.result, yields.n, yields.mean, population.result)
        // Half a basis point of noise at least: equal results of few trades prove nothing.
        posterior = Posterior(mean: raw, errorVariance: max(yields.variance, 0.25) / Double(n), prior: prior)
        z = posterior.z
    }

    private init(horizon: Int, tally: HorizonTally, prior: NormalPrior) {
        (source, n, raw, self.prior) = (.markout(horizon: horizon), Int(tally.n), tally.mean, prior)
        posterior = Posterior(mean: raw, errorVariance: tally.errorVariance, prior: prior)
        z = posterior.z
    }

    /// The horizon that speaks most for an edge, its z lowered as Bonferroni has it.
    private static func byMarkouts(_ tally: borrowing MarkoutTally, _ population: PopulationPrior) -> EdgeDetector? {
        var best: EdgeDetector?
        var looked = 0
        for (index, horizon) in MarkoutHorizon.scored.enumerated() where index < population.markouts.count {
            guard let sums = tally[horizon], sums.n >= Self.minimumMarkouts else { continue }
            looked += 1
            let candidate = EdgeDetector(horizon: horizon, tally: sums, prior: population.markouts[index])
            if candidate.z > best?.z ?? -.infinity { best = candidate }
        }
        guard var best else { return nil }
        best.z = corrected(best.z, looks: looked)
        return best
    }

    /// The z whose one-sided p-value is `looks` times as large; never lifts, and never crosses zero.
    static func corrected(_ z: Double, looks: Int) -> Double {
        guard z > 0, looks > 1 else { return z }
        let p = Normal.cumulative(-z) * Double(looks)
        return p < 0.5 ? -Normal.quantile(p) : 0
    }

    var isPositive: Bool { posterior.mean > 0 }
    /// The posterior yield in USD per million of notional: a basis point is 100.
    var usdPerMillion: Double { posterior.mean * 100 }
}

extension ScoreTerm {
    /// Weight 0.6 a posterior deviation, beyond what the population alone would say: up to +3.2 for markouts and +1.6 for closed results,
    /// which carry the luck of the whole hold; down to −1.2 for clients who lose.
    static let edge = ScoreTerm(
        code: "edge", title: "Earns from the market",
        innocentExplanation: "A run of luck, or one trend that all trades followed: the interval narrows only with more independent trades.",
        logOdds: { verdict in
            guard let edge = verdict.edge else { return 0 }
            let isMarkout = edge.source != .result
            return min(max(0.6 * (edge.z - edge.prior.mean / edge.prior.deviation), -1.2), isMarkout ? 3.2 : 1.6)
        },
        explain: { account, verdict, _ in
            guard let edge = verdict.edge else { return ScoreEvidence(text: "", n: 0) }
            let money: Double
            let subject: String
            switch edge.source {
            case .markout(let horizon):
                subject = "the market \(Figure.span(MarkoutHorizon.seconds(horizon))) after \(edge.n) opening deals"
                money = account.history.opens[horizon]?.gain ?? 0
            case .result:
                subject = "\(edge.n) closed trades"
                money = account.history.trips.net.statistic
            }
            return ScoreEvidence(
                text: "By \(subject) the client makes \(Figure.text(edge.raw)) bps of notional; drawn to all clients, "
                    + "\(Figure.text(edge.posterior.mean)) ± \(Figure.text(edge.posterior.deviation)) bps, above zero with probability "
                    + "\(Figure.text(edge.posterior.probabilityPositive, 3)).",
                pValue: Normal.cumulative(-edge.z), interval: edge.posterior.interval(), n: edge.n, money: money,
                deals: account.history.recentOpens)
        })
}
