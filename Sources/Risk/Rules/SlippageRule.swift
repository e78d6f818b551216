extension Rule {
    /// CO2: clients' fills slip one way (risk-domain 6.17). For the compliance officer: either way it is the house's to explain.
    static let slippageAsymmetry = Rule(
        id: "CO2", cooldown: .seconds(7 * 86_400),
        metric: .symbol { symbol, settings in
            let tally = symbol.slippage
            guard tally.slipped >= settings.money.minimumSlipped else { return nil }
            let log = tally.logP
            let evidence = [
                AlertEvidence("unit", "minus_log10_p"), .init("better", "\(tally.better)"), .init("worse", "\(tally.worse)"),
                .init("mean_bps", Figure.text(tally.meanBps, 3)),
            ]
            let reading = Reading.finding(
                log <= settings.money.slippageLogP, value: -log, threshold: -settings.money.slippageLogP, severity: .warning)
            return (reading, Explanation(evidence: evidence))
        })
}
