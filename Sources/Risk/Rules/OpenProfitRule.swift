extension Rule {
    /// PL4: open profit of five thousand USD that is half of the equity or more.
    static let openProfit = Rule(
        id: "PL4", cooldown: .seconds(3600),
        metric: .account(
            read: { account, _, settings, _ in
                let limit = settings.money.openProfitUSD
                guard let value = account.value else { return .finding(false, value: 0, threshold: limit, severity: .warning) }
                guard let floating = value.floating, let equity = value.equity(account), let rate = account.usdRate, account.knowsFunds else { return nil }
                let isFound = floating * rate >= limit && floating >= settings.money.openProfitShare * equity
                return .finding(isFound, value: floating * rate, threshold: limit, severity: .warning)
            },
            explain: { account, _, _ in
                Explanation(
                    evidence: [
                        .init("unit", "usd"), .init("floating", Figure.text(account.value?.floating ?? 0)),
                        .init("equity", Figure.text(account.value?.equity(account) ?? 0)),
                    ], deals: account.history.recentOpens.deals)
            }))
}
