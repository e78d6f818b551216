extension Rule {
    /// EX3: the house's net in one symbol changed by more than a quarter of its limit within five minutes.
    static let exposureJump = Rule(
        id: "EX3", cooldown: .seconds(15 * 60),
        metric: .symbol { symbol, settings in
            let changes = symbol.recentNetsUSD.map { symbol.houseNetUSD - $0 }
            guard symbol.limit > 0, let change = changes.max(by: { abs($0) < abs($1) }) else { return nil }
            let reading = Reading.above(abs(change), symbol.limit * settings.exposure.jumpShare, severity: .warning)
            let evidence = [
                AlertEvidence("unit", "usd"), AlertEvidence("change_usd", Figure.text(change)),
                AlertEvidence("house_net_usd", Figure.text(symbol.houseNetUSD)),
                AlertEvidence("limit_usd", Figure.text(symbol.limit)),
            ]
            return (reading, Explanation(evidence: evidence))
        })
}
