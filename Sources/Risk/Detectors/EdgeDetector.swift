import Brokerage
import Glibc

/// Whether the client truly earns from the market: the shrunk yield of his deals (risk-domain 5.3), by what he closed and by markouts
/// where there are ticks.
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
    var posterior: YieldPosterior
    /// The posterior's z, lowered for having looked at several horizons.
    var z: Double
    /// The z of a client of whom nothing is known.
    var priorZ: Double
    /// Horizons looked at to find this one.
    var looks = 1
    /// Whether there are enough independent observations for closed results to speak up.
    var isProven = false

    /// Independent observations (deals apart in time or symbol) before a horizon speaks.
    static let minimumMarkouts = 10

    /// Closed results speak as loudly as markouts from this many independent observations on.
    static let provenObservations = 30
    /// Holds up to this many milliseconds are covered by the horizons: markouts that deny an edge then outweigh results.
    private static let coveredHold = 14_400_000.0

    /// Nil when nothing is known of the client yet.
    ///
    /// Two witnesses: what the client closed, and his markouts. Who says more for an edge is heard. Without a sign of one what he closed is
    /// told: it counts everything, and no horizon was picked for it. Results that shine while the market after his openings goes against
    /// him come from when he closes, as with grids and other habits of letting losers run: then the markouts are told.
    /// - Parameter countsResults: false where a habit is known that makes closed results look better than they are.
    init?(
        _ history: borrowing ClientHistory, population: PopulationPrior, unusual share: Double = 0.1, countsResults: Bool = true
    ) {
        let result = countsResults ? Self.byResults(history, population.result, share) : nil
        let (markout, own) = Self.byMarkouts(history, population, share)
        if let result, let own, result.z > 0, own.z < -1, own.n >= Self.provenObservations,
            history.trips.holds.quantile(0.5) ?? .infinity <= Self.coveredHold
        {
            self = own
            return
        }
        guard let markout, markout.z > 0 || result == nil else {
            guard let result else { return nil }
            self = result
            return
        }
        self = result.map { $0.logOdds > markout.logOdds ? $0 : markout } ?? markout
    }

    private init(source: Source, n: Int, raw: Double, posterior: YieldPosterior, priorZ: Double) {
        (self.source, self.n, self.raw, self.posterior, self.priorZ) = (source, n, raw, posterior, priorZ)
        z = posterior.z
    }

    private static func byResults(_ history: borrowing ClientHistory, _ prior: NormalPrior, _ share: Double) -> EdgeDetector? {
        guard history.trips.yields.n > 1 else { return nil }
        let sample = history.resultSample(typical: prior.noise)
        var edge = EdgeDetector(
            source: .result, n: sample.n, raw: sample.mean,
            posterior: YieldPosterior(mean: sample.mean, errorVariance: sample.errorVariance, prior: prior, unusual: share),
            priorZ: unknown(prior, share))
        edge.isProven = sample.clusters >= provenObservations
        return edge
    }

    /// The horizon that suits how long the client holds, and the one of all that speaks most for an edge: whichever says more, the
    /// latter with its z lowered as Bonferroni has it. The former was fixed before anything was looked at.
    private static func byMarkouts(
        _ history: borrowing ClientHistory, _ population: PopulationPrior, _ share: Double
    ) -> (heard: EdgeDetector?, own: EdgeDetector?) {
        let own = history.trips.count >= minimumMarkouts ? history.trips.holds.quantile(0.5).map(horizon(nearest:)) : nil
        var (best, looks, least): (Int?, Int, Double) = (nil, 0, .infinity)
        for position in MarkoutHorizon.scored.indices {
            guard let posterior = posterior(position, history, population, share) else { continue }
            looks += 1
            let against = posterior.probability(below: 0)
            guard against < least else { continue }
            (best, least) = (position, against)
        }
        guard let best, var heard = byMarkouts(best, history, population, share) else { return (nil, nil) }
        let fixed = own.flatMap { $0 == best ? heard : byMarkouts($0, history, population, share) }
        (heard.z, heard.looks) = (corrected(heard.z, looks: looks), looks)
        return (fixed.map { $0.logOdds >= heard.logOdds ? $0 : heard } ?? heard, fixed)
    }

    /// By one horizon, a place in ``MarkoutHorizon/scored``. Its z costs far more than its posterior.
    private static func byMarkouts(
        _ position: Int, _ history: borrowing ClientHistory, _ population: PopulationPrior, _ share: Double
    ) -> EdgeDetector? {
        let horizon = MarkoutHorizon.scored[position]
        guard let sums = history.opens[horizon], let posterior = posterior(position, history, population, share) else { return nil }
        return EdgeDetector(
            source: .markout(horizon: horizon), n: sums.n, raw: sums.mean, posterior: posterior,
            priorZ: unknown(population.markouts[position], share))
    }

    /// Nil where too few deals reached the horizon.
    private static func posterior(
        _ position: Int, _ history: borrowing ClientHistory, _ population: PopulationPrior, _ share: Double
    ) -> YieldPosterior? {
        guard position < population.markouts.count, let sums = history.opens[MarkoutHorizon.scored[position]], sums.clusters >= minimumMarkouts
        else { return nil }
        let prior = population.markouts[position]
        return YieldPosterior(mean: sums.mean, errorVariance: sums.errorVariance(typical: prior.noise), prior: prior, unusual: share)
    }

    /// The place in ``MarkoutHorizon/scored`` of the horizon that is nearest to a holding time in milliseconds, as ratios go.
    static func horizon(nearest hold: Double) -> Int {
        let away = MarkoutHorizon.scored.map { abs(log(max(hold, 1) / 1000 / MarkoutHorizon.seconds($0))) }
        return away.indices.min { away[$0] < away[$1] } ?? 0
    }

    /// The z of a client of whom nothing is known.
    private static func unknown(_ prior: NormalPrior, _ share: Double) -> Double {
        YieldPosterior(mean: prior.mean, errorVariance: .infinity, prior: prior, unusual: share).z
    }

    /// The z whose one-sided p-value is `looks` times as large; never lifts, and never crosses zero.
    static func corrected(_ z: Double, looks: Int) -> Double {
        guard z > 0, looks > 1 else { return z }
        let p = Normal.cumulative(-z) * Double(looks)
        return p < 0.5 ? -Normal.quantile(p) : 0
    }

    /// Weight 0.6 a posterior deviation, beyond what the population alone would say: up to +3.2 for markouts, and for closed results, which
    /// carry the luck of the whole hold, up to +2.6, and +1.6 while they are few; down to −1.2 for clients who lose.
    var logOdds: Double { min(max(0.6 * (z - priorZ), -1.2), source != .result ? 3.2 : isProven ? 2.6 : 1.6) }

    /// The posterior yield in USD per million of notional: a basis point is 100.
    var usdPerMillion: Double { posterior.mean * 100 }
}

extension ScoreTerm {
    /// ``EdgeDetector/logOdds``.
    static let edge = ScoreTerm(
        code: "edge", title: "Yield from the market",
        innocentExplanation: "A run of luck, or one trend that all trades followed: the interval narrows only with more independent trades.",
        logOdds: { verdict in verdict.edge?.logOdds ?? 0 },
        explain: { account, verdict, _ in
            guard let edge = verdict.edge else { return ScoreEvidence(text: "", n: 0) }
            let money: Double
            let subject: String
            switch edge.source {
            case .markout(let horizon):
                let looks = edge.looks > 1 ? " (the best of \(edge.looks) horizons)" : ""
                subject = "the market \(Figure.span(MarkoutHorizon.seconds(horizon))) after \(edge.n) opening deals\(looks)"
                money = account.history.opens[horizon]?.gain ?? 0
            case .result:
                subject = "\(edge.n) closed trades"
                money = account.history.trips.net.statistic
            }
            return ScoreEvidence(
                text: "By \(subject) the client makes \(Figure.text(edge.raw)) bps of notional; drawn to all clients, "
                    + "\(Figure.text(edge.posterior.mean)) ± \(Figure.text(edge.posterior.deviation)) bps, above zero with probability "
                    + "\(Figure.probability(Normal.cumulative(edge.z))).",
                pValue: Normal.cumulative(-edge.z), interval: edge.posterior.interval(), n: edge.n, money: money,
                deals: account.history.recentOpens)
        })
}
