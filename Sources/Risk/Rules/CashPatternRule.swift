extension Rule {
    /// AB4: money that passes through, or deposits just under the limit (risk-domain 6.11). For the compliance officer.
    static let cashPattern = Rule(
        id: "AB4", cooldown: .seconds(86_400),
        metric: .account(
            read: { account, _, settings, _ in
                let findings = account.verdict.patterns
                return .finding(
                    [.passingThrough, .structuring, .methodMismatch].contains { findings.contains($0) },
                    value: Double(account.history.patterns.cash.passedActivity), threshold: settings.patterns.cash.activity, severity: .warning)
            },
            explain: { account, _, _ in
                let cash = account.history.patterns.cash
                return Explanation(
                    evidence: [
                        .init("unit", "turnover_over_deposits"), .init("withdrawn", Figure.text(Double(cash.passedAmount))),
                        .init("days", Figure.text(Double(cash.passedDays), 1)), .init("series_under_limit", "\(cash.series)"),
                    ], deals: cash.recent.deals)
            }))
}
