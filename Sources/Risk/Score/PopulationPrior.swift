/// A normal distribution of clients' true yields, in basis points.
public struct NormalPrior: Sendable, Equatable {
    public var mean: Double
    public var deviation: Double
    /// How far a single observation of a typical client lies from his own mean; zero when not known.
    public var noise: Double

    public init(mean: Double, deviation: Double, noise: Double = 0) {
        (self.mean, self.deviation, self.noise) = (mean, deviation, noise)
    }
}

/// What is known of all clients together: the priors to which single clients are shrunk (risk-domain 5.3).
public struct PopulationPrior: Sendable, Equatable {
    /// Of a round trip's net result over its turnover.
    public var result: NormalPrior
    /// Of the markout at each of ``MarkoutHorizon/scored``.
    public var markouts: [NormalPrior]
    /// Clients behind it; zero for the default.
    public var clients: Int
    /// How many trades the base rate of toxic ones is worth against a client's own (risk-domain 5.2).
    var toxicStrength = 50.0
    /// How many times as often as the time of day explains the client in the middle opens around releases; at least once.
    var newsLift = 1.0
    /// What a p-value must reach to stand out of all clients tested.
    var limits = FindingLimits()

    /// Before enough clients are known: a little under zero, as the spread takes its part from everyone.
    public static let initial = PopulationPrior(
        result: NormalPrior(mean: -0.3, deviation: 1, noise: 10),
        markouts: MarkoutHorizon.scored.map { horizon in
            // A major pair moves half a percent in a day, and with the root of time; quotes jitter by half a basis point.
            NormalPrior(mean: -0.15, deviation: 0.6, noise: max(0.5, 50 * (MarkoutHorizon.seconds(horizon) / 86_400).squareRoot()))
        }, clients: 0)

    public init(result: NormalPrior, markouts: [NormalPrior], clients: Int) {
        (self.result, self.markouts, self.clients) = (result, markouts, clients)
    }

    /// Everything in one row of numbers, for a file.
    public var figures: [Double] {
        [Double(clients)] + ([result] + markouts).flatMap { [$0.mean, $0.deviation, $0.noise] } + limits.logs + [toxicStrength, newsLift]
    }

    /// From ``figures``. Nil when the row is not one that ``figures`` of this version writes.
    public init?(figures: [Double]) {
        let scored = MarkoutHorizon.scored.count
        let priorsEnd = 4 + 3 * scored
        guard figures.count > priorsEnd, figures.allSatisfy(\.isFinite), let clients = Int(exactly: figures[0]),
            let limits = FindingLimits(Array(figures[priorsEnd..<max(priorsEnd, figures.count - 2)])), let lift = figures.last, lift >= 1
        else { return nil }
        let strength = figures[figures.count - 2]
        let priors = (0...scored).map { NormalPrior(mean: figures[3 * $0 + 1], deviation: figures[3 * $0 + 2], noise: figures[3 * $0 + 3]) }
        guard strength > 0, let result = priors.first, priors.allSatisfy({ $0.deviation > 0 && $0.noise >= 0 }) else { return nil }
        self.init(result: result, markouts: Array(priors.dropFirst()), clients: clients)
        self.limits = limits
        (toxicStrength, newsLift) = (strength, lift)
    }
}
