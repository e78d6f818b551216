extension Rule {
    /// TX9: three sharp deals in a day (risk-domain 6.7).
    static let sharpDeals = Rule(
        id: "TX9", cooldown: .seconds(86_400),
        metric: .account(
            read: { account, _, settings, _ in
                guard let rate = account.usdRate else { return nil }
                return .finding(
                    account.verdict.patterns.contains(.sharpDeals), value: Double(account.history.patterns.gains.third) * rate,
                    threshold: settings.patterns.gains.sharpUSD, severity: .info)
            },
            explain: { account, _, _ in
                let gains = account.history.patterns.gains
                return Explanation(
                    evidence: [.init("unit", "usd"), .init("third_gain", Figure.text(Double(gains.third))), .init("last_wins", "\(gains.lastWins)")],
                    deals: gains.recent.deals)
            }))
}
