import Brokerage

extension Rule {
    /// TX1: an edge that is all but certain, and costs more than a thousand USD in thirty days.
    static let toxicEdge = toxicEdge("TX1", severity: .warning) { settings in (yield: -.infinity, loss: settings.toxicEdge.loss) }

    /// TX2: as TX1, with a large yield and ten times the cost.
    static let severeToxicEdge = toxicEdge("TX2", severity: .critical) { settings in
        (yield: settings.toxicEdge.severeYield, loss: settings.toxicEdge.severeLoss)
    }

    /// - Parameter limits: the yield in USD per million and the expected loss in USD beyond which it fires.
    private static func toxicEdge(
        _ id: String, severity: AlertSeverity, limits: @escaping @Sendable (borrowing RiskSettings) -> (yield: Double, loss: Double)
    ) -> Rule {
        Rule(
            id: id, cooldown: .seconds(86_400),
            metric: .account(
                read: { account, market, settings, now in
                    guard let edge = account.verdict.edge, let loss = account.expectedLoss(market, now: now) else { return nil }
                    let (yield, limit) = limits(settings)
                    let isSure = edge.n >= settings.toxicEdge.minimumTrades && Normal.cumulative(edge.z) >= settings.toxicEdge.probability
                    return .finding(
                        isSure && edge.usdPerMillion > yield && loss.usd > limit, value: loss.usd, threshold: limit, severity: severity)
                },
                explain: { account, _, _ in
                    guard let edge = account.verdict.edge else { return Explanation() }
                    return Explanation(
                        evidence: [
                            .init("unit", "usd_30_days"), .init("yield_usd_per_million", Figure.text(edge.usdPerMillion)),
                            .init("probability", Figure.probability(Normal.cumulative(edge.z))), .init("trades", "\(edge.n)"),
                        ], deals: account.history.recentOpens.deals)
                }))
    }
}

/// When an edge is worth an alert (risk-domain 9, TX1 and TX2).
public struct ToxicEdgeThresholds: Sendable, Equatable {
    public var minimumTrades = 30
    /// That the client has an edge at all.
    public var probability = 0.99
    /// Expected loss of the house in 30 days, in USD.
    public var loss = 1000.0
    public var severeLoss = 10_000.0
    /// USD per million of notional.
    public var severeYield = 50.0

    public init() {}
}

extension ClientAccount {
    /// What the client is expected to take in the next 30 days, by the newest verdict. Nil without an edge to tell or a rate to USD.
    func expectedLoss(_ market: borrowing Market, now: Timestamp) -> ExpectedLoss? {
        guard let edge = verdict.edge, let rate = market.currencies.usd(currency) else { return nil }
        return Scoring.expectedLoss(edge, turnover: history.turnover.month(asOf: max(now.microseconds, history.ledger.lastTime)) * rate)
    }
}
