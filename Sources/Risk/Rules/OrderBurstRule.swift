extension Rule {
    /// OR2: more than thirty orders, or more than ten openings, in a minute (risk-domain 6.15).
    static let orderBurst = Rule(
        id: "OR2", cooldown: .seconds(600),
        metric: .deal { trade, _ in
            let isOpenings = trade.isOpening && trade.isBurst
            guard isOpenings || trade.ordersInMinute > 30 else { return nil }
            let value = isOpenings ? Double(BurstDetector.opensLimit + 1) : trade.ordersInMinute
            let limit = isOpenings ? Double(BurstDetector.opensLimit) : 30
            let evidence = [AlertEvidence("unit", isOpenings ? "openings_in_a_minute" : "orders_in_a_minute"), .init("symbol", trade.symbol)]
            return (.above(value, limit, severity: .warning), Explanation(evidence: evidence, deals: [trade.deal]))
        })
}
