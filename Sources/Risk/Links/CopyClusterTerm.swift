import Brokerage

extension ScoreTerm {
    /// 0.9 for a member of a copy cluster whose members more likely have an edge than not by four to one: copying by itself harms nobody,
    /// and is told without points.
    static let copyCluster = ScoreTerm(
        code: "copy_cluster", title: "Copy cluster",
        innocentExplanation: "A public signal, one robot bought by many, or a money manager who was not declared.",
        logOdds: { verdict in verdict.clusterEdge >= 0.8 ? 0.9 : 0 },
        explain: { account, verdict, _ in
            guard let copying = account.links.first?.copying else { return ScoreEvidence(text: "", n: 0) }
            let edge = copying.edgeProbability.map { " Together they have an edge with probability \(Figure.probability($0))." } ?? ""
            return ScoreEvidence(
                text: copying.text + edge, pValue: copying.pValue, n: copying.members, money: account.history.trips.net.statistic,
                deals: RecentDeals(copying.deals))
        },
        isFound: { verdict in verdict.isCopying })
}
