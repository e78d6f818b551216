import Brokerage

extension RiskEngine {
    /// Round trips a client needs to count among those the best is picked from.
    private static let minimumTrips = 10

    /// What the account's closed trades prove of skill (risk-domain 5.5), against the best that luck would show among all clients of the
    /// tenant. Nil for fewer than two trades, or without spread.
    public func skill(of account: AccountID) -> SkillFigures? {
        guard let index = numbers[account], let sharpe = SharpeRatio(accounts[index].history.trips.yields) else { return nil }
        var ratios = Moments()
        for other in accounts.indices where accounts[other].isJudged && accounts[other].history.trips.yields.n >= Self.minimumTrips {
            if let ratio = SharpeRatio(accounts[other].history.trips.yields) { ratios.add(ratio.value) }
        }
        let best = SharpeRatio.expectedBest(of: ratios.n, variance: ratios.variance)
        return SkillFigures(
            sharpe: sharpe.value, n: sharpe.n, skew: sharpe.skew, kurtosis: sharpe.kurtosis, probability: sharpe.probability(),
            minimumTrips: sharpe.minimumLength(), bestByLuck: best, deflatedProbability: sharpe.probability(above: best), clients: ratios.n)
    }
}

/// The Sharpe ratio of a client's round trips, and what it proves.
public struct SkillFigures: Sendable, Equatable {
    /// Mean over deviation of a round trip's yield.
    public var sharpe: Double
    public var n: Int
    public var skew: Double
    /// Three for a normal distribution.
    public var kurtosis: Double
    /// That the true ratio is above zero.
    public var probability: Double
    /// Round trips from which that reaches 95 %; nil for a ratio that is not above zero.
    public var minimumTrips: Double?
    /// The ratio that the best of all clients shows without skill, and the probability that the true ratio is above that.
    public var bestByLuck: Double
    public var deflatedProbability: Double
    public var clients: Int
}
