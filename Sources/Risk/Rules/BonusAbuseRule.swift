extension Rule {
    /// AB1: the signs of bonus abuse together (risk-domain 6.9).
    static let bonusAbuse = Rule(
        id: "AB1", cooldown: .seconds(86_400),
        metric: .account(
            read: { account, _, settings, _ in
                .finding(
                    account.verdict.patterns.contains(.bonusAbuse), value: Double(account.verdict.patterns.bonus),
                    threshold: settings.patterns.bonus.strength, severity: .warning)
            },
            explain: { account, _, settings in
                let bonus = account.history.patterns.bonus
                let signs = bonus.signs(account.linked, settings.patterns.bonus)
                return Explanation(
                    evidence: [
                        .init("unit", "strength"), .init("bonus_over_deposits", Figure.percent(bonus.ratio ?? 0)),
                        .init("mirror", Figure.text(signs.mirror)), .init("withdrawal", Figure.text(signs.withdrawal)),
                        .init("stop_out", Figure.text(signs.stopOut)), .init("bonus_consumed", Figure.text(bonus.consumed)),
                    ], deals: bonus.recent.deals)
            }))
}
