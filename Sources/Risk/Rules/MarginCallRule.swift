extension Rule {
    /// MG1: an account's margin level under 100 %.
    static let marginCall = Rule(
        id: "MG1", cooldown: .seconds(60 * 60),
        metric: .account(
            read: { account, _, settings, _ in
                // Nothing open is no margin call, and calms an earlier one.
                guard account.history.positions.count > 0 else {
                    return .finding(false, value: 0, threshold: settings.marginCallLevel, severity: .info)
                }
                guard let level = account.value?.marginLevel(account) else { return nil }
                return .below(level, settings.marginCallLevel, severity: .info)
            },
            explain: { account, _, _ in
                guard let value = account.value else { return Explanation() }
                let figures = [
                    ("margin_level", value.marginLevel(account)), ("equity", value.equity(account)), ("margin", value.margin),
                    ("floating", value.floating),
                ]
                var evidence: [AlertEvidence] = []
                for (name, figure) in figures {
                    if let figure { evidence.append(AlertEvidence(name, Figure.text(figure))) }
                }
                return Explanation(evidence: evidence)
            }))
}
