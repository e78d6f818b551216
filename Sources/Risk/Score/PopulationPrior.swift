/// A normal distribution of clients' true yields, in basis points.
public struct NormalPrior: Sendable, Equatable {
    public var mean: Double
    public var deviation: Double

    public init(mean: Double, deviation: Double) {
        self.mean = mean
        self.deviation = deviation
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

    /// Before enough clients are known: a little under zero, as the spread takes its part from everyone.
    public static let initial = PopulationPrior(
        result: NormalPrior(mean: -0.3, deviation: 1),
        markouts: MarkoutHorizon.scored.map { _ in NormalPrior(mean: -0.15, deviation: 0.6) }, clients: 0)

    public init(result: NormalPrior, markouts: [NormalPrior], clients: Int) {
        (self.result, self.markouts, self.clients) = (result, markouts, clients)
    }

    /// Everything in one row of numbers, for a file.
    public var figures: [Double] {
        [Double(clients), result.mean, result.deviation] + markouts.flatMap { [$0.mean, $0.deviation] }
    }

    /// From ``figures``. Nil when the row is not one that ``figures`` of this version writes.
    public init?(figures: [Double]) {
        let scored = MarkoutHorizon.scored.count
        guard figures.count == 3 + 2 * scored, figures.allSatisfy(\.isFinite), let clients = Int(exactly: figures[0]) else { return nil }
        let pairs = (0..<figures.count / 2).map { NormalPrior(mean: figures[2 * $0 + 1], deviation: figures[2 * $0 + 2]) }
        guard let result = pairs.first, pairs.allSatisfy({ $0.deviation > 0 }) else { return nil }
        self.init(result: result, markouts: Array(pairs.dropFirst()), clients: clients)
    }
}
