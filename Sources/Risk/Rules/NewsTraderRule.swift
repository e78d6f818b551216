extension Rule {
    /// TX5: opens around releases far more often than the hour explains, and earns by it (risk-domain 6.4).
    static let newsTrader = Rule(
        id: "TX5", cooldown: .seconds(86_400),
        metric: .account(
            read: { account, _, settings, _ in
                let log = account.verdict.tests[.news] ?? 0
                return .finding(account.verdict.isEarningByNews, value: -log, threshold: -settings.patterns.news.logP, severity: .warning)
            },
            explain: { account, _, _ in
                let news = account.history.patterns.news
                var evidence = [
                    AlertEvidence("unit", "minus_log10_p"), .init("in_windows", "\(news.hits)"), .init("opens", "\(news.opens)"),
                    .init("expected", Figure.text(news.chance * Double(news.opens), 1)),
                ]
                if let share = news.gainShare { evidence.append(.init("share_of_result", Figure.percent(share))) }
                return Explanation(evidence: evidence, deals: news.recent.deals)
            }))
}
