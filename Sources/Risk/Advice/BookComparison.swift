import Brokerage

/// What keeping and covering a client would earn the house, in USD per million of what he opens (risk-domain 8.3).
struct BookComparison: Sendable {
    /// The client's yield, whose other side the house keeps.
    var client: YieldPosterior
    /// What the risk of keeping him costs.
    var capitalCharge: Double
    /// Mark-up and commission less the cost at the liquidity provider.
    var covered: Double

    /// The probability that covering earns more. Nothing measured is as sure as the tails of a normal: no more than 999 in 1,000 is claimed.
    var probability: Double { min(max(client.probability(above: (-covered - capitalCharge) / 100), 0.001), 0.999) }

    /// What covering earns more than keeping.
    var gain: Double { covered + client.mean * 100 + capitalCharge }

    /// The book that the figures speak for; nil when they speak for none.
    /// - Parameters:
    ///   - turnover: what the client will open in 30 days, in USD.
    ///   - switching: what a change costs, in USD.
    func wanted(turnover: Double, switching: Double) -> Book? {
        if probability >= Self.sure, saving(turnover) > switching { return .a }
        return probability <= 1 - Self.sure ? .b : nil
    }

    /// USD in 30 days by covering; negative when keeping earns more.
    func saving(_ turnover: Double) -> Double { gain * turnover / 1e6 }

    private static let sure = 0.8
}
