extension Rule {
    /// LK3: an account that belongs to a client who was blocked (risk-domain 7.4).
    static let blockedIdentity = Rule(
        id: "LK3", cooldown: .zero,
        metric: .account(
            read: { account, _, settings, _ in
                let blocked = account.links.first?.blocked
                return .finding(
                    blocked != nil, value: blocked?.probability ?? 0, threshold: settings.links.identity, severity: .critical)
            },
            explain: { account, _, _ in
                guard let blocked = account.links.first?.blocked else { return Explanation() }
                return Explanation(evidence: [
                    .init("blocked_account", "\(blocked.partner)"), .init("probability", Figure.probability(blocked.probability)),
                    .init("found", blocked.text),
                ])
            }))
}
