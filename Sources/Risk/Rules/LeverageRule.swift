extension Rule {
    /// OR3: what is open is more than two hundred times the equity (risk-domain 3.7).
    static let highLeverage = Rule(
        id: "OR3", cooldown: .seconds(4 * 3600),
        metric: .account(
            read: { account, _, settings, _ in
                guard let leverage = account.leverageInUse else {
                    return account.value == nil ? .finding(false, value: 0, threshold: settings.money.leverage, severity: .warning) : nil
                }
                return .above(leverage, settings.money.leverage, severity: .warning)
            },
            explain: { account, _, _ in
                Explanation(
                    evidence: [
                        .init("unit", "times_equity"), .init("open_notional", Figure.text(account.history.openNotional)),
                        .init("equity", Figure.text(account.value?.equity(account) ?? 0)),
                    ], deals: account.history.recentOpens.deals)
            }))
}

extension ClientAccount {
    /// Notional of what is open over equity; nil when nothing is open, or either is unknown.
    var leverageInUse: Double? {
        guard knowsFunds, history.openNotional > 0, let equity = value?.equity(self), equity > 0 else { return nil }
        return history.openNotional / equity
    }
}
