import Brokerage
import Glibc

/// Whether the client trades on quotes that the house has not updated yet (risk-domain 6.2).
///
/// Against a reference feed: opens in the direction of a jump that the own quote had not followed, ahead of the truth, against the share
/// of time in which that is possible. Without one: opens that the own feed beats within half a second, against placebos of the same symbol
/// and hour. Both must also show that the client's side is favoured over the opposite side of the same moments: who knows nothing but the
/// house's own quotes cannot choose that, however lively the moments are in which he trades, however long he holds, and whatever else he
/// trades beside it.
struct LatencyDetector: Sendable {
    /// Common logarithms of p-values; nil for too few opens.
    private(set) var reference: Double?
    private(set) var selfLead: Double?
    /// Opens behind the test that says more.
    private(set) var n = 0

    init() {}

    init(_ flow: borrowing FlowTally, _ thresholds: LatencyThresholds) {
        let (latency, lead) = (flow.latency, flow.selfLead)
        if latency.n >= thresholds.minimumOpens { reference = Self.logP(latency, thresholds) }
        if lead.n >= thresholds.minimumOpens { selfLead = lead.sideLogP < thresholds.sideLogP ? lead.logP : 0 }
        n = Int(isByReference ? latency.n : lead.n)
    }

    /// The better of two looks: how many hits, and to which side the reference leads while it is away from the own mid at all.
    private static func logP(_ latency: LatencyTally, _ thresholds: LatencyThresholds) -> Double {
        let side = latency.sideLogP
        let hits = side < thresholds.sideLogP && latency.meanHitEdge > 0 ? latency.logP : 0
        return min(0, min(hits, latency.meanEdge > 0 ? side : 0) + log10(2))
    }

    /// Whether the reference's test says more than the own feed's.
    var isByReference: Bool { (reference ?? 0) <= (selfLead ?? 0) && reference != nil }
}

extension ClientVerdict {
    /// Opens on stale quotes that stand out of all clients tested.
    func isLatency(_ thresholds: LatencyThresholds) -> Bool { latencyEvidence >= -thresholds.logP }

    /// −log10 p of the test that says more, up to 6.
    var latencyEvidence: Double { max(evidence(.latency), evidence(.selfLead)) }
}

extension ScoreTerm {
    /// Half a point of log-odds for each power of ten that chance makes it rarer, from 10⁻⁴ on and up to 3.
    static let latency = ScoreTerm(
        code: "latency", title: "Trades on stale quotes",
        innocentExplanation: "A fast robot that trades news or breakouts, or a feed of the house that was late: its lag stands beside the count, "
            + "and incidents are left out.",
        logOdds: { verdict in verdict.latencyEvidence >= 4 ? min(0.5 * verdict.latencyEvidence, 3) : 0 },
        explain: { account, verdict, settings in
            let flow = account.history.flow
            let detector = LatencyDetector(flow, settings.latency)
            let lag = flow.lags > 0 ? " The house's feed was \(Figure.text(Double(flow.lag) / Double(flow.lags) / 1000, 0)) ms late on average." : ""
            let netted = flow.netted > 0 ? " \(flow.netted) more fell into faults of the feed and do not count." : ""
            guard detector.isByReference else {
                let lead = flow.selfLead
                return ScoreEvidence(
                    text: "\(lead.beaten) of \(lead.n) opens were beaten by the next quotes within half a second, where "
                        + "\(Figure.percent(lead.baseRate, 1)) would be by chance; the opposite side of the same moments: "
                        + "\(lead.opposite) against \(lead.own).\(lag)\(netted)",
                    pValue: pow(10, detector.selfLead ?? 0), interval: Share.wilson(Int(lead.beaten), of: Int(lead.n)), n: Int(lead.n),
                    money: account.history.opens[3]?.gain, deals: flow.suspects)
            }
            let latency = flow.latency
            return ScoreEvidence(
                text: "\(latency.hits) of \(latency.n) opens came after a jump of the reference and before the own quote followed, in its "
                    + "direction; such moments are \(Figure.percent(latency.rate, 2)) of the time. They were \(Figure.text(latency.meanHitEdge)) bps "
                    + "ahead of the truth, all opens \(Figure.text(latency.meanEdge)) bps (half-spread \(Figure.text(latency.meanHalfSpread))); with the "
                    + "reference away from the own mid, \(latency.favour) to its side and \(latency.against) against.\(lag)\(netted)",
                pValue: pow(10, detector.reference ?? 0), interval: Share.wilson(Int(latency.hits), of: Int(latency.n)), n: Int(latency.n),
                money: Double(flow.latencyGain) / 1e4, deals: flow.suspects)
        })
}
