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
                let martingale = account.history.martingale
                return Explanation(
                    evidence: [
                        .init("depth", "\(martingale.depth)"), .init("steps_after_loss", "\(martingale.afterLoss.count)"),
                        .init("raises", "\(martingale.raises(settings.martingale))"),
                        .init("median_ratio", Figure.text(martingale.afterLoss.median ?? 0)),
                    ], deals: martingale.recent.deals)
            }))
}
