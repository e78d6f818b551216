import Brokerage

extension ScoreTerm {
    /// 1.6 for a proven mirror pair, and 2.4 where the house stands behind one side of it with credit or an unpaid loss: one wins, and
    /// the other cannot lose.
    static let mirrorPair = ScoreTerm(
        code: "mirror_pair", title: "Mirror pair",
        innocentExplanation: "Two traders of opposite mind at the same news; a hedge within one household.",
        logOdds: { verdict in verdict.isMirrored ? (verdict.isMirrorCovered ? 2.4 : 1.6) : 0 },
        explain: { account, _, _ in
            guard let mirroring = account.links.first?.mirroring else { return ScoreEvidence(text: "", n: 0) }
            return ScoreEvidence(
                text: mirroring.text, pValue: mirroring.pValue, n: mirroring.matches, money: account.history.trips.net.statistic,
                deals: RecentDeals(mirroring.deals))
        })
}
