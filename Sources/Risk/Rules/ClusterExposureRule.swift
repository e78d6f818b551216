extension Rule {
    /// LK4: members of a cluster hold a large share of a symbol together while none of them shows alone (risk-domain 7.5).
    static let clusterExposure = Rule(
        id: "LK4", cooldown: .seconds(4 * 3600),
        metric: .account(
            read: { account, _, settings, _ in
                let cluster = account.links.first?.copying
                let hidden = cluster?.isHead ?? false ? cluster?.concentration : nil
                return .finding(hidden != nil, value: hidden?.share ?? 0, threshold: settings.links.concentration, severity: .warning)
            },
            explain: { account, _, _ in
                guard let cluster = account.links.first?.copying, let hidden = cluster.concentration else { return Explanation() }
                return Explanation(
                    evidence: [
                        .init("symbol", hidden.symbol), .init("share", Figure.percent(hidden.share, 1)),
                        .init("largest_member", Figure.percent(hidden.largestMember, 1)), .init("members", "\(cluster.members)"),
                    ], deals: cluster.deals)
            }))
}
