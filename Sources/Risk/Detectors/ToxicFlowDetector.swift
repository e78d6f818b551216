import Brokerage
import Glibc

/// Whether the client's trades could be closed at a profit within seconds more often than chance has it (risk-domain 4.5 and 5.2).
struct ToxicFlowDetector: Sendable {
    private static let minimumTrades = 30

    /// log10 of the probability by chance: of so many against placebos of the same symbols and hours, and of so many more than the opposite
    /// sides of the same moments, whichever is the less remarkable. Nil for too few.
    let logP: Double?

    init(_ flow: borrowing FlowTally) {
        let toxicity = flow.toxicity
        logP = toxicity.n >= Self.minimumTrades ? max(toxicity.logP, toxicity.sideLogP) : nil
    }
}

extension ScoreTerm {
    /// A fifth of a point of log-odds for each power of ten, up to 1.2: yield and latency say most of the same already.
    static let toxicFlow = ScoreTerm(
        code: "toxic_flow", title: "Price runs away after the fill",
        innocentExplanation: "Trading in the liveliest minutes, where prices beat both sides: the opposite side is counted beside it.",
        logOdds: { verdict in min(0.2 * verdict.evidence(.toxicFlow), 1.2) },
        explain: { account, verdict, _ in
            let toxicity = account.history.flow.toxicity
            let (k, n) = (Int(toxicity.beaten), Int(toxicity.n))
            let strength = verdict.toxicStrength
            let shrunk = Share.shrunk(k, of: n, prior: toxicity.baseRate, strength: strength)
            let above = Share.probability(above: toxicity.baseRate, k, of: n, prior: toxicity.baseRate, strength: strength)
            return ScoreEvidence(
                text: "\(k) of \(n) opens could be closed at a profit within ten seconds; chance has \(Figure.percent(toxicity.baseRate, 1)). Drawn "
                    + "to that, the client's rate is \(Figure.percent(shrunk, 1)), above it with probability \(Figure.probability(above)). Only the "
                    + "client's side was beaten \(toxicity.own) times, only the opposite \(toxicity.opposite) times.",
                pValue: ToxicFlowDetector(account.history.flow).logP.map { pow(10, $0) },
                interval: Share.shrunkInterval(k, of: n, prior: toxicity.baseRate, strength: strength, level: 0.9), n: n,
                money: account.history.opens[6]?.gain, deals: account.history.recentOpens)
        })
}
