extension Rule {
    /// LK2: a mirror pair; critical where the house stands behind one of the two (risk-domain 7.3).
    static let mirrorPair = Rule(
        id: "LK2", cooldown: .zero,
        metric: .account(
            read: { account, _, settings, _ in
                let pair = account.links.first?.mirroring
                return .finding(
                    pair?.isHead ?? false, value: pair?.cancel ?? 0, threshold: settings.links.cancel,
                    severity: pair?.isCovered ?? false ? .critical : .warning)
            },
            explain: { account, _, _ in
                guard let pair = account.links.first?.mirroring else { return Explanation() }
                return Explanation(
                    evidence: [
                        .init("partner", "\(pair.partner)"), .init("matches", "\(pair.matches)"), .init("log10_p", Figure.text(pair.log10P, 1)),
                        .init("cancel", Figure.percent(pair.cancel, 1)), .init("found", pair.text),
                    ], deals: pair.deals)
            }))
}
