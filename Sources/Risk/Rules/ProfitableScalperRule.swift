extension Rule {
    /// TX6: a scalper who earns (risk-domain 6.1).
    static let profitableScalper = Rule(
        id: "TX6", cooldown: .seconds(86_400),
        metric: .account(
            read: { account, _, settings, _ in
                .finding(
                    account.verdict.isScalper && account.verdict.isEarning, value: account.verdict.shortShare,
                    threshold: settings.scalping.share, severity: .warning)
            },
            explain: { account, _, settings in
                let scalping = account.history.patterns.scalping
                return Explanation(
                    evidence: [
                        .init("short_trades", "\(scalping.short)"), .init("trades", "\(scalping.trips)"),
                        .init("share_low", Figure.percent(scalping.interval.lowerBound, 1)),
                        .init("yield_bps", Figure.text(account.verdict.edge?.posterior.mean ?? 0)),
                    ], deals: scalping.recent.deals)
            }))
}
