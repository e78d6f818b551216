import Brokerage

extension Rule {
    /// OR1: an opening order of more than 10 lots, or 1 M USD, or ten times the account's own median where that is
    /// money at all.
    static let largeOrder = Rule(
        id: "OR1", cooldown: .zero,
        metric: .deal { trade, settings in
            let limits = settings.largeOrder
            guard trade.isOpening else { return nil }
            let lots = trade.lots.statistic
            let multiple = trade.orders >= limits.minimumOrders ? trade.median.map { $0 > 0 ? lots / $0 : 0 } ?? 0 : 0
            let usd = trade.notionalUSD ?? 0
            let reading: Reading
            let unit: String
            if trade.lots > limits.lots {
                (reading, unit) = (.above(lots, limits.lots.statistic, severity: .warning), "lots")
            } else if usd > limits.usd {
                (reading, unit) = (.above(usd, limits.usd, severity: .warning), "usd")
            } else if multiple > limits.medianMultiple, usd >= limits.medianFloorUSD {
                (reading, unit) = (.above(multiple, limits.medianMultiple, severity: .warning), "times_median")
            } else {
                return nil
            }
            var evidence = [AlertEvidence("unit", unit), AlertEvidence("symbol", trade.symbol), AlertEvidence("lots", trade.lots.description)]
            if let usd = trade.notionalUSD { evidence.append(AlertEvidence("notional_usd", Figure.text(usd))) }
            if let median = trade.median { evidence.append(AlertEvidence("median_lots", Figure.text(median))) }
            return (reading, Explanation(evidence: evidence, deals: [trade.deal]))
        })
}
