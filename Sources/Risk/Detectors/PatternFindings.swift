import Brokerage
import Glibc

/// What the detectors of patterns found of one client.
struct PatternFindings: Sendable, BitwiseCopyable, Equatable {
    enum Pattern: UInt32, Sendable, CaseIterable {
        case grid, averaging, swapArbitrage, swapFreeHolding, sharpDeals, runUpper, doubled, bonusAbuse, passingThrough, structuring, churning,
            automated, styleChange, sniping, bursts, methodMismatch
    }

    private var bits: UInt32 = 0
    /// Legs of the deepest basket that averaged down.
    var depth: UInt16 = 0
    /// Strength of the signs of bonus abuse together.
    var bonus: Float = 0
    /// Costs over deposits of thirty days; zero when they cannot be told.
    var churn: Float = 0

    init() {}

    func contains(_ pattern: Pattern) -> Bool { bits & (1 << pattern.rawValue) != 0 }

    private mutating func set(_ pattern: Pattern, _ isFound: Bool) {
        if isFound { bits |= 1 << pattern.rawValue }
    }

    init(_ account: borrowing ClientAccount, _ settings: borrowing RiskSettings) {
        let (patterns, thresholds) = (account.history.patterns, settings.patterns)
        depth = patterns.grid.depth
        set(.grid, patterns.grid.isGrid(thresholds.grid))
        set(.averaging, patterns.grid.isAveraging(thresholds.grid))
        set(.swapArbitrage, patterns.swap.isArbitrage(thresholds.swap) || patterns.swap.isHedgedArbitrage(account.linked, thresholds.swap))
        set(.swapFreeHolding, patterns.swap.isHoldingFree(thresholds.swap))
        set(.automated, patterns.automation.isAutomated(account.history.hours, thresholds.automation))
        set(.bursts, patterns.bursts.bursts > 0)
        set(.styleChange, patterns.style.hasChanged(asOf: account.history.ledger.lastTime, thresholds.style))
        noteMoney(account, patterns, thresholds)
    }

    private mutating func noteMoney(_ account: borrowing ClientAccount, _ patterns: Patterns, _ thresholds: PatternThresholds) {
        let funds = account.history.ledger.balance.statistic
        set(.sharpDeals, patterns.gains.isSharp(thresholds.gains, usdRate: account.usdRate))
        set(.runUpper, patterns.gains.isRunUpper(thresholds.gains))
        let isLarge = account.usdRate.map { funds * $0 >= thresholds.gains.doubledUSD } ?? false
        set(.doubled, isLarge && patterns.gains.multiple(of: funds) ?? 0 >= thresholds.gains.doubled)
        set(.passingThrough, patterns.cash.isPassingThrough)
        set(.structuring, patterns.cash.isStructuring)
        set(.methodMismatch, account.methods.isMismatch)
        bonus = Float(patterns.bonus.signs(account.linked, thresholds.bonus).together)
        set(.bonusAbuse, Double(bonus) >= thresholds.bonus.strength)
        let month = patterns.month.total(asOf: account.history.ledger.lastTime)
        guard let churn = Churn(month, funds: funds, rebate: thresholds.churn.rebate) else { return }
        self.churn = Float(churn.share)
        // The median only where the rest speaks for it: it is the dearest.
        guard churn.share >= thresholds.churn.warning else { return }
        set(.churning, churn.isChurning(hold: account.history.trips.holds.quantile(0.5).map { $0 / 1000 }, thresholds.churn))
    }

    /// A symbol that stands out of the client's own others, and of all clients' tests.
    mutating func note(_ sniping: Sniping?, isProven: Bool, _ thresholds: SnipingThresholds) {
        guard let sniping, isProven else { return }
        set(.sniping, sniping.t >= thresholds.t && sniping.here.mean > 0)
    }
}
