extension Rule {
    /// TX3: latency arbitrage (risk-domain 6.2); critical when the house loses by it within the second.
    static let latency = Rule(
        id: "TX3", cooldown: .seconds(86_400),
        metric: .account(
            read: { account, _, settings, _ in
                let yield = (account.history.opens[3]?.mean ?? 0) * 100
                return .finding(
                    account.verdict.isLatency(settings.latency), value: account.verdict.latencyEvidence, threshold: -settings.latency.logP,
                    severity: yield > settings.latency.criticalYield ? .critical : .warning)
            },
            explain: { account, _, settings in
                let flow = account.history.flow
                let isByReference = LatencyDetector(flow, settings.latency).isByReference
                var evidence: [AlertEvidence] = [
                    .init("minus_log10_p", Figure.text(account.verdict.latencyEvidence, 1)), .init("test", isByReference ? "reference" : "own_feed"),
                ]
                if isByReference {
                    evidence += [
                        .init("opens", "\(flow.latency.n)"), .init("hits", "\(flow.latency.hits)"),
                        .init("chance", Figure.percent(flow.latency.rate, 2)), .init("edge_bps", Figure.text(flow.latency.meanEdge)),
                    ]
                } else {
                    evidence += [
                        .init("opens", "\(flow.selfLead.n)"), .init("hits", "\(flow.selfLead.beaten)"),
                        .init("chance", Figure.percent(flow.selfLead.baseRate, 2)),
                    ]
                }
                evidence.append(.init("yield_1s_usd_per_million", Figure.text((account.history.opens[3]?.mean ?? 0) * 100)))
                if flow.lags > 0 { evidence.append(.init("feed_lag_ms", Figure.text(Double(flow.lag) / Double(flow.lags) / 1000, 0))) }
                return Explanation(evidence: evidence, deals: flow.suspects.deals)
            }))
}
