extension Rule {
    /// AB3: commission and rebates eat the deposits (risk-domain 6.12).
    static let churning = Rule(
        id: "AB3", cooldown: .seconds(7 * 86_400),
        metric: .account(
            read: { account, _, settings, _ in
                let share = Double(account.verdict.patterns.churn)
                return .finding(
                    account.verdict.patterns.contains(.churning), value: share, threshold: settings.patterns.churn.warning,
                    severity: share >= settings.patterns.churn.critical ? .critical : .warning)
            },
            explain: { account, _, _ in
                let month = account.history.patterns.month.total(asOf: account.history.ledger.lastTime)
                return Explanation(
                    evidence: [
                        .init("unit", "costs_over_deposits"), .init("costs", Figure.text(Double(month.costs))),
                        .init("deposits", Figure.text(Double(month.deposits))), .init("price_result", Figure.text(Double(month.result))),
                        .init("trades", Figure.text(Double(month.trips), 0)),
                    ], deals: account.history.recentOpens.deals)
            }))
}
