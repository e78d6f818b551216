extension Rule {
    /// TX7: results moved up against the client's own past, and earn (risk-domain 5.7).
    static let styleChange = Rule(
        id: "TX7", cooldown: .seconds(7 * 86_400),
        metric: .account(
            read: { account, _, settings, _ in
                .finding(
                    account.verdict.patterns.contains(.styleChange), value: Double(account.history.patterns.style.after), threshold: 0,
                    severity: .warning)
            },
            explain: { account, _, _ in
                let style = account.history.patterns.style
                return Explanation(
                    evidence: [
                        .init("unit", "bps"), .init("before_bps", Figure.text(Double(style.before))), .init("after_bps", Figure.text(Double(style.after))),
                        .init("results", "\(style.length)"),
                    ], deals: style.recent.deals)
            }))
}
