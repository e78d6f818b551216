extension Rule {
    /// LK2: a mirror pair; critical where the house stands behind one of the two, or two linked accounts bet all they have against each
    /// other ahead of a gap (risk-domain 7.3 and 6.10).
    static let mirrorPair = Rule(
        id: "LK2", cooldown: .zero,
        metric: .account(
            read: { account, _, settings, _ in
                let (pair, gaming) = (account.links.first?.mirroring, account.links.first?.gaming)
                return .finding(
                    pair?.isHead ?? false || gaming?.isHead ?? false, value: pair?.cancel ?? 0, threshold: settings.links.cancel,
                    severity: pair?.isCovered ?? false || gaming != nil ? .critical : .warning)
            },
            explain: { account, _, _ in
                var explanation = Explanation()
                if let gaming = account.links.first?.gaming {
                    explanation.evidence += [
                        .init("against", "\(gaming.partner)"), .init("symbol", gaming.symbol), .init("ahead_of", "\(gaming.gap)"),
                    ]
                    explanation.deals += gaming.deals
                }
                guard let pair = account.links.first?.mirroring else { return explanation }
                explanation.evidence += [
                    .init("partner", "\(pair.partner)"), .init("matches", "\(pair.matches)"), .init("log10_p", Figure.text(pair.log10P, 1)),
                    .init("cancel", Figure.percent(pair.cancel, 1)), .init("found", pair.text),
                ]
                explanation.deals += pair.deals
                return explanation
            }))
}
