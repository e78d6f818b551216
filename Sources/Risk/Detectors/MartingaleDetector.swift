import Brokerage

/// Raising the lots after losses to win them back (risk-domain 6.5), from trades that follow each other in one symbol.
struct MartingaleDetector: Sendable {
    private(set) var afterLoss = StepWindow()
    private(set) var afterWin = StepWindow()
    private(set) var run = 0
    /// The longest run of raises, counted in steps.
    private(set) var depth = 0
    private(set) var recent = RecentDeals()

    mutating func add(_ step: LotChain.Step, deal: DealID, _ thresholds: MartingaleThresholds) {
        switch step {
        case .afterWin(let ratio):
            afterWin.add(ratio)
            run = 0
        case .afterLoss(let ratio):
            afterLoss.add(ratio)
            run = ratio >= thresholds.ratio ? run + 1 : 0
            depth = max(depth, run)
            if run > 0 { recent.add(deal) }
        }
    }

    /// Raises among the steps after a loss.
    func raises(_ thresholds: MartingaleThresholds) -> Int { afterLoss.count { $0 >= thresholds.ratio } }

    func isMartingale(_ thresholds: MartingaleThresholds) -> Bool {
        // The share first: it settles most accounts and needs no sorting.
        guard afterLoss.count >= thresholds.minimumSteps,
            Double(raises(thresholds)) >= thresholds.share * Double(afterLoss.count),
            let median = afterLoss.median, median >= thresholds.ratio
        else { return false }
        return afterWin.median.map { $0 <= thresholds.ratioAfterWin } ?? true
    }
}

/// The last thirty-two ratios between the lots of a trade and of the one before: enough for a median, and a change of habit shows.
struct StepWindow: Sendable {
    private static let size = 32
    private var ratios = InlineArray<32, Float>(repeating: 0)
    private var total = 0

    var count: Int { min(total, Self.size) }

    mutating func add(_ ratio: Double) {
        ratios[total % Self.size] = Float(ratio)
        total += 1
    }

    func count(where matches: (Double) -> Bool) -> Int {
        (0..<count).reduce(0) { matches(Double(ratios[$1])) ? $0 + 1 : $0 }
    }

    var median: Double? {
        guard count > 0 else { return nil }
        let sorted = (0..<count).map { ratios[$0] }.sorted()
        let upper = Double(sorted[count / 2])
        return count % 2 == 1 ? upper : (Double(sorted[count / 2 - 1]) + upper) / 2
    }
}

/// How far a martingale is from ruin (risk-domain 6.5).
enum MartingaleRuin {
    /// Loss at a level with every leg left open and the price one step past the last entry, in account currency.
    /// - Parameter stepValue: what one lot loses over one step.
    static func openLoss(level: Int, lots: Double, factor: Double, stepValue: Double) -> Double {
        var (loss, leg) = (0.0, lots)
        for passed in 0..<max(0, level) {
            loss += leg * Double(level - passed) * stepValue
            leg *= factor
        }
        return loss
    }

    /// Loss at a level with each trade closed at its own step.
    static func closedLoss(level: Int, lots: Double, factor: Double, stepValue: Double) -> Double {
        var (loss, leg) = (0.0, lots)
        for _ in 0..<max(0, level) {
            loss += leg * stepValue
            leg *= factor
        }
        return loss
    }
}

extension ScoreTerm {
    /// 0.2 a step of the deepest run, up to 0.8: such accounts mostly lose, but the last loss may be larger than the account.
    static let martingale = ScoreTerm(
        code: "martingale", title: "Martingale",
        innocentExplanation: "Sizing by a share of rising equity, or several systems in one account.",
        logOdds: { verdict in verdict.isMartingale ? min(0.2 * Double(verdict.depth), 0.8) : 0 },
        explain: { account, _, settings in
            let martingale = account.history.martingale
            let (raises, steps) = (martingale.raises(settings.martingale), martingale.afterLoss.count)
            let (factor, losses) = (martingale.afterLoss.median ?? 1, martingale.depth + 2)
            let cost = MartingaleRuin.closedLoss(level: losses, lots: 1, factor: factor, stepValue: 1)
            let won = martingale.afterWin.median.map { ", \(Figure.text($0)) times after a win" } ?? ""
            return ScoreEvidence(
                text: "Lots are \(Figure.text(martingale.afterLoss.median ?? 0)) times those before after a loss (median)\(won); raised in "
                    + "\(raises) of \(steps) steps after a loss, at most \(martingale.depth) in a row. A run of \(losses) losses "
                    + "of one size of move costs \(Figure.text(cost, 1)) times the first.",
                interval: Share.wilson(raises, of: steps), n: steps, money: nil, deals: martingale.recent)
        })
}
