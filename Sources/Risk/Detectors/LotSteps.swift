import Brokerage

/// How the lots of trades answer to the result of the trade before, along one thread of trades.
struct LotSteps: Sendable, BitwiseCopyable {
    /// A raise, for runs: less than any martingale's factor, more than what rounding to the lot step does to lots that stay.
    static let raise = 1.12

    private(set) var afterLoss = StepWindow()
    private(set) var afterWin = StepWindow()
    private var run: UInt16 = 0
    /// The longest run of raises, in steps.
    private(set) var depth: UInt16 = 0
    /// Runs that went on after the first raise. Two sizes in one account make single raises, never these.
    private(set) var longRuns: UInt16 = 0

    /// - Returns: whether it was a raise after a loss.
    mutating func add(_ step: LotChain.Step) -> Bool {
        switch step {
        case .afterWin(let ratio):
            afterWin.add(ratio)
            run = 0
        case .afterLoss(let ratio):
            afterLoss.add(ratio)
            run = ratio >= Self.raise ? run &+ 1 : 0
            depth = max(depth, run)
            if run == 2 { longRuns = min(longRuns, .max - 1) + 1 }
        }
        return run > 0
    }

    /// log₁₀ of the chance of so many raises after losses if losses moved the lots no more than wins do.
    ///
    /// Wins tell how often lots rise anyway; five made-up ones, a quarter of them raises, stand in while there are few.
    func logP(raise: Double) -> Double {
        let wins = Double(afterWin.count)
        let usual = (Double(afterWin.count(from: raise)) + 1.25) / (wins + 5)
        return Binomial.logTail(afterLoss.count(from: raise), of: afterLoss.count, chance: usual)
    }

    func raises(_ raise: Double) -> Int { afterLoss.count(from: raise) }

    /// The rule as it is commonly written: most steps after a loss are raises by half or more, and lots do not grow after wins.
    func isClassic(_ thresholds: MartingaleThresholds) -> Bool {
        // With so large a share of steps at the ratio or above, so is the median.
        guard afterLoss.count >= thresholds.minimumSteps,
            Double(raises(thresholds.ratio)) >= max(thresholds.share, 0.5) * Double(afterLoss.count), staysAfterWins(thresholds)
        else { return false }
        return logP(raise: thresholds.ratio) <= thresholds.logP
    }

    /// Small factors, runs cut short and steps left out at random: many raises after losses against few after wins, in runs.
    func isHidden(_ thresholds: MartingaleThresholds) -> Bool {
        guard longRuns >= thresholds.minimumRuns, Double(raises(Self.raise)) >= thresholds.hiddenShare * Double(afterLoss.count),
            staysAfterWins(thresholds)
        else { return false }
        return logP(raise: Self.raise) <= thresholds.hiddenLogP
    }

    private func staysAfterWins(_ thresholds: MartingaleThresholds) -> Bool {
        let grown = afterWin.count(from: thresholds.ratioAfterWin + 1.0 / 256)
        return 2 * grown <= afterWin.count
    }
}
