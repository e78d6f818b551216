extension Rule {
    /// LK1: a new copy cluster, and each member that joins it (risk-domain 7.1).
    static let copyCluster = Rule(
        id: "LK1", cooldown: .zero,
        metric: .account(
            read: { account, _, _, _ in
                let cluster = account.links.first?.copying
                let isHead = cluster?.isHead ?? false
                var reading = Reading.finding(isHead, value: Double(cluster?.members ?? 0), threshold: 2, severity: .warning)
                // Each member is a step.
                reading.level = isHead ? cluster?.members ?? 0 : 0
                return reading
            },
            explain: { account, _, _ in
                guard let cluster = account.links.first?.copying else { return Explanation() }
                return Explanation(
                    evidence: [
                        .init("members", "\(cluster.members)"), .init("log10_p", Figure.text(cluster.log10P, 1)),
                        .init("similarity", Figure.text(cluster.similarity)), .init("found", cluster.text),
                    ], deals: cluster.deals)
            }))
}
