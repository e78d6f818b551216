import Brokerage

extension Rule {
    /// TX8: an account under seven days old that made half of its deposits in five trades or more.
    static let newAccountFastGain = Rule(
        id: "TX8", cooldown: .seconds(86_400),
        metric: .account(
            read: { account, _, settings, now in
                // What an account did when it was new is in its score; an alert is for one that is new.
                let isNew = now < Timestamp(microseconds: FastGainDetector.start(account.history, account.registeredAt)) + settings.fastGain.age
                return .finding(
                    account.verdict.isGainingFast && isNew, value: account.verdict.gain ?? 0, threshold: settings.fastGain.gain,
                    severity: .warning)
            },
            explain: { account, _, _ in
                Explanation(
                    evidence: [
                        .init("gain", Figure.percent(account.verdict.gain ?? 0)), .init("profit", account.history.ledger.profit.description),
                        .init("deposits", account.history.ledger.deposits.description), .init("trades", "\(account.verdict.trips)"),
                    ], deals: account.history.recentOpens.deals)
            }))
}
