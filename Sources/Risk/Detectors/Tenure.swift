import Brokerage

extension ScoreTerm {
    /// Down to −0.6 for 200 trades over 60 days without a sign of edge: time is the cheapest evidence of harmlessness.
    static let tenure = ScoreTerm(
        code: "tenure", title: "Long known without an edge",
        innocentExplanation: ScoreTerm.speaksForTheClient,
        logOdds: { verdict in
            guard let edge = verdict.edge, edge.z <= 0 else { return 0 }
            return -0.6 * min(Double(verdict.trips) / 200, 1) * min(verdict.days / 60, 1)
        },
        explain: { account, verdict, _ in
            ScoreEvidence(
                text: "\(verdict.trips) trades in \(Figure.text(verdict.days, 0)) days without a sign of edge.", n: verdict.trips,
                money: account.history.trips.net.statistic)
        })
}
