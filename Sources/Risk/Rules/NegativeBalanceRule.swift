import Brokerage

extension Rule {
    /// MG4: balance and open result together are below zero; credit is not the client's money (risk-domain 3.8). Critical from a thousand USD.
    static let negativeBalance = Rule(
        id: "MG4", cooldown: .seconds(3600),
        metric: .account(
            read: { account, _, settings, _ in
                let floating = account.history.positions.count > 0 ? account.value?.floating : 0
                guard let floating, account.knowsFunds else { return nil }
                let own = account.currentBalance.statistic + floating
                let usd = own * (account.usdRate ?? 1)
                return .finding(own < 0, value: usd, threshold: 0, severity: usd < -settings.money.negativeUSD ? .critical : .warning)
            },
            explain: { account, _, _ in
                Explanation(
                    evidence: [
                        .init("unit", "usd"), .init("balance", account.currentBalance.description),
                        .init("floating", Figure.text(account.value?.floating ?? 0)), .init("credit", account.currentCredit.description),
                    ], deals: account.history.recentOpens.deals)
            }))
}
