extension Rule {
    /// ST1: a martingale that was raised four times in a row (risk-domain 6.5).
    static let martingale = Rule(
        id: "ST1", cooldown: .seconds(86_400),
        metric: .account(
            read: { account, _, settings, _ in
                let depth = account.verdict.depth
                return .finding(
                    account.verdict.isMartingale && depth >= settings.martingale.alertDepth, value: Double(depth),
                    threshold: Double(settings.martingale.alertDepth), severity: .info)
            },
            explain: { account, _, settings in
                let martingale = account.history.patterns.martingale
                guard let steps = martingale.steps(settings.martingale) else { return Explanation(deals: martingale.recent.deals) }
                return Explanation(
                    evidence: [
                        .init("unit", "raises_in_a_row"), .init("depth", "\(steps.depth)"), .init("steps_after_loss", "\(steps.afterLoss.count)"),
                        .init("raises", "\(steps.raises(LotSteps.raise))"), .init("median_ratio", Figure.text(steps.afterLoss.median ?? 0)),
                    ], deals: martingale.recent.deals)
            }))
}
