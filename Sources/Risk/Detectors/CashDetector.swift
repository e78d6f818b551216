import Brokerage

/// Money that comes and goes without trading, and deposits that stay under a limit (risk-domain 6.11). For the compliance officer.
struct CashDetector: Sendable, BitwiseCopyable {
    /// Since the account was last empty, in the account's currency.
    private var deposited = 0.0
    private var withdrawn = 0.0
    private var turnover = 0.0
    private var firstDeposit = Int64.min
    /// The newest deposits just under the limit, as seconds since 1970.
    private var near = InlineArray<3, UInt32>(repeating: 0)
    private var nearCount: UInt8 = 0
    /// Series of such deposits within a day.
    private(set) var series: UInt16 = 0
    /// What the newest passing-through was like, and how often it happened.
    private(set) var passed: UInt16 = 0
    private(set) var passedAmount: Float = 0
    private(set) var passedActivity: Float = 0
    private(set) var passedDays: Float = 0
    private(set) var recent = RecentDeals()

    mutating func add(_ opening: OpeningTrade) { turnover += opening.notional }

    mutating func add(_ payment: Payment, _ thresholds: CashThresholds) {
        switch payment.kind {
        case .deposit: deposit(payment, thresholds)
        case .withdrawal: withdraw(payment, thresholds)
        default: break
        }
    }

    private mutating func deposit(_ payment: Payment, _ thresholds: CashThresholds) {
        if firstDeposit == .min { firstDeposit = payment.time }
        deposited += payment.amount.statistic
        let amount = payment.amount
        guard amount <= thresholds.reportingLimit, amount.statistic >= 0.8 * thresholds.reportingLimit.statistic else { return }
        let seconds = Int64(UInt32(clamping: Whole.floorDivide(payment.time, 1_000_000)))
        near[Int(nearCount) % 3] = UInt32(clamping: seconds)
        nearCount = nearCount < 5 ? nearCount + 1 : 3
        recent.add(payment.deal)
        // The oldest of the three is the one that the next would replace.
        guard nearCount >= 3, seconds - Int64(near[Int(nearCount) % 3]) <= 86_400 else { return }
        series = min(series, .max - 1) + 1
    }

    private mutating func withdraw(_ payment: Payment, _ thresholds: CashThresholds) {
        withdrawn += payment.amount.statistic
        if deposited > 0, withdrawn >= thresholds.withdrawnShare * deposited, turnover < thresholds.activity * deposited {
            passed = min(passed, .max - 1) + 1
            passedAmount = Float(withdrawn)
            passedActivity = Float(turnover / deposited)
            passedDays = Float(payment.time.subtractingSaturated(firstDeposit)) / 86_400e6
            recent.add(payment.deal)
        }
        // An account that is as good as empty begins anew.
        guard payment.balance.units <= payment.amount.units / 100 else { return }
        (deposited, withdrawn, turnover, firstDeposit) = (0, 0, 0, .min)
    }

    /// Turnover over deposits since the account was last empty; nil without a deposit.
    var activity: Double? { deposited > 0 ? turnover / deposited : nil }
    var isPassingThrough: Bool { passed > 0 }
    var isStructuring: Bool { series > 0 }
}

extension ScoreTerm {
    /// A label: it says nothing of trading.
    static let passingThrough = ScoreTerm(
        code: "passing_through", title: "Money that passes through",
        innocentExplanation: "The client changed his mind.",
        logOdds: { _ in 0 },
        explain: { account, _, _ in
            let cash = account.history.patterns.cash
            return ScoreEvidence(
                text: "\(Figure.text(Double(cash.passedAmount))) was withdrawn \(Figure.text(Double(cash.passedDays), 1)) days after the first deposit; "
                    + "what was opened meanwhile was \(Figure.text(Double(cash.passedActivity))) times the deposits.",
                n: Int(cash.passed), money: nil, deals: cash.recent)
        }, isFound: { $0.patterns.contains(.passingThrough) })

    /// A label.
    static let methodMismatch = ScoreTerm(
        code: "payment_methods", title: "Out by another method than in",
        innocentExplanation: "A card expired, or its network takes no payouts.",
        logOdds: { _ in 0 },
        explain: { account, _, _ in
            ScoreEvidence(
                text: "Money was withdrawn by a method by which none was deposited.", n: 1,
                money: account.history.ledger.withdrawals.statistic, deals: account.history.patterns.cash.recent)
        }, isFound: { $0.patterns.contains(.methodMismatch) })

    /// A label.
    static let structuring = ScoreTerm(
        code: "structuring", title: "Deposits just under the limit",
        innocentExplanation: "The payment method itself may have a limit of that size.",
        logOdds: { _ in 0 },
        explain: { account, _, settings in
            let cash = account.history.patterns.cash
            return ScoreEvidence(
                text: "Three deposits or more within a day, each between 80 and 100 % of \(settings.patterns.cash.reportingLimit); "
                    + "\(cash.series) times.", n: Int(cash.series), money: nil, deals: cash.recent)
        }, isFound: { $0.patterns.contains(.structuring) })
}
