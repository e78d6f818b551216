import Brokerage

/// Whether a program trades (risk-domain 6.13). A label.
struct AutomationDetector: Sendable, BitwiseCopyable {
    private(set) var opens: UInt32 = 0
    private(set) var automatic: UInt32 = 0
    /// Openings in exactly the lots of the one before.
    private(set) var same: UInt32 = 0
    private var lastLots: Int64 = 0
    private(set) var recent = RecentDeals()

    mutating func add(_ opening: OpeningTrade) {
        opens &+= 1
        if opening.lots == lastLots { same &+= 1 }
        lastLots = opening.lots
        guard opening.isAutomatic else { return }
        automatic &+= 1
        recent.add(opening.deal)
    }

    var share: Double { opens > 0 ? Double(automatic) / Double(opens) : 0 }
    var sameShare: Double { opens > 1 ? Double(same) / Double(opens - 1) : 0 }
    var interval: ClosedRange<Double> { Share.wilson(Int(automatic), of: Int(opens)) }

    /// Most openings carry a program's mark, or there are openings at every hour of the day alike.
    func isAutomated(_ hours: borrowing ActiveHours, _ thresholds: AutomationThresholds) -> Bool {
        if opens >= thresholds.minimumOpens, share >= 0.5, interval.lowerBound > 0.5 { return true }
        guard opens >= thresholds.minimumOpensAllDay, let entropy = hours.entropy else { return false }
        return entropy > thresholds.entropy
    }
}

extension ScoreTerm {
    static let automation = ScoreTerm(
        code: "automation", title: "Automated trading",
        innocentExplanation: "Trade copiers and panels mark trades of a hand as a program's.",
        logOdds: { _ in 0 },
        explain: { account, _, _ in
            let automation = account.history.patterns.automation
            let entropy = account.history.hours.entropy.map { Figure.text($0) } ?? "n/a"
            return ScoreEvidence(
                text: "\(automation.automatic) of \(automation.opens) openings (\(Figure.percent(automation.share))) carry a program's mark, "
                    + "\(Figure.percent(automation.sameShare)) are of exactly the lots before; spread over the hours of the day: \(entropy) of 1.",
                interval: automation.interval, n: Int(automation.opens), money: nil, deals: automation.recent)
        }, isFound: { $0.patterns.contains(.automated) })
}
