extension Rule {
    /// EX2: the house's net in one currency nears its limit (warning), passes it (critical), and every further fifth of it.
    static let currencyNet = Rule(
        id: "EX2", cooldown: .seconds(15 * 60),
        metric: .house { house, settings in
            let limit = settings.exposure.currency
            guard limit > 0, let leg = house.largestLeg else { return nil }
            let size = abs(leg.usd)
            let reading = Reading.above(
                size, limit * settings.exposure.warningShare, step: limit * 0.2, severity: size > limit ? .critical : .warning)
            let evidence = [
                AlertEvidence("currency", leg.currency), AlertEvidence("house_net_usd", Figure.text(leg.usd)),
                AlertEvidence("limit_usd", Figure.text(limit)),
            ]
            return (reading, Explanation(evidence: evidence))
        })
}
