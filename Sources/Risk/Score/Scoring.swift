import Brokerage

/// From a verdict to a score, briefly on every change and with all reasons when asked.
enum Scoring {
    static func brief(_ verdict: borrowing ClientVerdict, _ scale: ScoreScale, watermark: Timestamp?) -> ScoreBrief {
        var logOdds = scale.base
        for term in ScoreTerm.all { logOdds += term.logOdds(verdict) }
        let enough = verdict.trips >= ScoreScale.enoughTrips
        let points = enough || verdict.hasHardEvidence ? scale.points(logOdds) : min(scale.points(logOdds), ScoreScale.fewDataCap)
        let score = Int(points.rounded())
        return ScoreBrief(
            score: score, band: RiskBand(score: score), version: ScoreScale.version, watermark: watermark, roundTrips: verdict.trips,
            enoughData: enough)
    }

    /// The reasons with their points, labels with none among them; evidence that says nothing is left out.
    static func reasons(
        _ account: borrowing ClientAccount, _ verdict: borrowing ClientVerdict, _ scale: ScoreScale, _ settings: borrowing RiskSettings,
        usdRate: Double?
    ) -> [RiskReason] {
        var contributions: [Double] = []
        for term in ScoreTerm.all { contributions.append(term.logOdds(verdict)) }
        let points = scale.share(contributions)
        var reasons: [RiskReason] = []
        for (index, term) in ScoreTerm.all.enumerated() where contributions[index] != 0 || term.isFound(verdict) {
            reasons.append(reason(term, points[index], term.explain(account, verdict, settings), usdRate))
        }
        let total = points.reduce(scale.basePoints, +)
        if verdict.trips < ScoreScale.enoughTrips, !verdict.hasHardEvidence, total > ScoreScale.fewDataCap {
            reasons.append(fewData(ScoreScale.fewDataCap - total, trips: verdict.trips))
        }
        return reasons
    }

    private static func reason(_ term: ScoreTerm, _ points: Double, _ evidence: ScoreEvidence, _ usdRate: Double?) -> RiskReason {
        RiskReason(
            code: term.code, title: term.title, points: points, evidence: evidence.text, pValue: evidence.pValue, interval: evidence.interval,
            n: evidence.n, usd: evidence.money.flatMap { money in usdRate.map { money * $0 } }, deals: evidence.deals.deals,
            innocentExplanation: points < 0 ? ScoreTerm.speaksForTheClient : term.innocentExplanation)
    }

    /// What holds the score of a young account down, as a reason of its own so that the points still sum.
    private static func fewData(_ points: Double, trips: Int) -> RiskReason {
        RiskReason(
            code: "few_data", title: "Not enough data", points: points,
            evidence: "\(trips) of \(ScoreScale.enoughTrips) round trips; the score is held at \(Int(ScoreScale.fewDataCap)) until then.",
            pValue: nil, interval: nil, n: trips, usd: nil, deals: [],
            innocentExplanation: "A handful of trades looks alike for luck and for skill.")
    }

    /// What the client is expected to take in 30 days (risk-domain 8.2). `turnover` is what he opens in that time, in USD.
    static func expectedLoss(_ edge: EdgeDetector, turnover: Double) -> ExpectedLoss {
        let millions = turnover / 1e6
        // 1.2816 deviations to each side hold 80 %.
        let width = 1.2816 * edge.posterior.deviation * 100
        return ExpectedLoss(
            usd: edge.usdPerMillion * millions, low: (edge.usdPerMillion - width) * millions, high: (edge.usdPerMillion + width) * millions)
    }
}
