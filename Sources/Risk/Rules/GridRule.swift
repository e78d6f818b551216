extension Rule {
    /// ST2: baskets that average down, at even steps or not, five legs deep (risk-domain 6.6).
    static let grid = Rule(
        id: "ST2", cooldown: .seconds(86_400),
        metric: .account(
            read: { account, _, settings, _ in
                let findings = account.verdict.patterns
                let isFound = findings.contains(.grid) || findings.contains(.averaging)
                return .finding(
                    isFound && Int(findings.depth) >= settings.patterns.grid.alertDepth, value: Double(findings.depth),
                    threshold: Double(settings.patterns.grid.alertDepth), severity: .info)
            },
            explain: { account, _, _ in
                let grid = account.history.patterns.grid
                return Explanation(
                    evidence: [
                        .init("unit", "legs"), .init("depth", "\(grid.depth)"), .init("deep_baskets", "\(grid.deep)"),
                        .init("averaged_down", "\(grid.averaged)"), .init("even_steps", "\(grid.grids)"), .init("result", Figure.text(grid.net)),
                    ], deals: grid.recent.deals)
            }))
}
