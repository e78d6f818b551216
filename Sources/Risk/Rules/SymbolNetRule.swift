import Brokerage

extension Rule {
    /// EX1: the house's net in one symbol nears its limit (warning), passes it (critical), and every further fifth of it.
    static let symbolNet = Rule(
        id: "EX1", cooldown: .seconds(15 * 60),
        metric: .symbol { symbol, settings in
            let size = abs(symbol.houseNetUSD)
            let warning = symbol.limit * settings.exposure.warningShare
            let reading = Reading.above(
                size, warning, step: symbol.limit * 0.2, severity: size > symbol.limit ? .critical : .warning)
            let evidence = [
                AlertEvidence("house_net_usd", Figure.text(symbol.houseNetUSD)), AlertEvidence("limit_usd", Figure.text(symbol.limit)),
                AlertEvidence("limit_share", Figure.percent(size / symbol.limit, 1)), AlertEvidence("net_lots", symbol.netLots.description),
            ]
            return (reading, Explanation(evidence: evidence))
        })
}
