import Brokerage

extension Rule {
    /// MG2: five lots and more near the stop-out.
    static let nearStopOut = Rule(
        id: "MG2", cooldown: .seconds(1800),
        metric: .account(
            read: { account, _, settings, _ in
                let limit = settings.money.nearStopOutLevel
                guard account.history.openLots >= settings.money.largeLots else { return .finding(false, value: 0, threshold: limit, severity: .warning) }
                guard let level = account.value?.marginLevel(account) else { return nil }
                return .below(level, limit, severity: .warning)
            },
            explain: { account, _, _ in
                Explanation(
                    evidence: [
                        .init("unit", "percent"), .init("lots", account.history.openLots.description),
                        .init("equity", Figure.text(account.value?.equity(account) ?? 0)), .init("margin", Figure.text(account.value?.margin ?? 0)),
                    ], deals: account.history.recentOpens.deals)
            }))

    /// MG3: five lots and more were stopped out.
    static let stopOutDone = Rule(
        id: "MG3", cooldown: .zero,
        metric: .deal { trade, settings in
            guard trade.reason == .stopOut, trade.lots >= settings.money.largeLots else { return nil }
            let evidence = [AlertEvidence("unit", "lots"), .init("symbol", trade.symbol)]
            let lots = trade.lots.statistic
            let reading = Reading.finding(true, value: lots, threshold: settings.money.largeLots.statistic, severity: .info)
            return (reading, Explanation(evidence: evidence, deals: [trade.deal]))
        })
}

extension ClientHistory {
    /// Lots of all open positions, long and short together.
    var openLots: Lots {
        var lots: Int64 = 0
        for life in positions.lives { lots = lots.addingSaturated(max(0, life.lots)) }
        return Lots(units: lots)
    }
}
