import Brokerage

/// Gains of the kinds that dealing desks ask for by name (risk-domain 6.7): sharp deals, run-uppers and doubled accounts. Labels: few trades
/// make them, and luck does.
struct GainDetector: Sendable, BitwiseCopyable {
    /// What opening and closing costs at least, as a share of notional, where no commission says it: a spread of one basis point.
    private static let leastCost = 1e-4
    private static let run = 10

    private var day: Int32 = .min
    /// The largest gains of the day that were sharp, falling; in the account's currency.
    private var best = InlineArray<3, Float>(repeating: 0)
    /// The largest third gain of any day: three sharp deals were at least that.
    private(set) var third: Float = 0
    /// The last results, a bit each, the newest lowest; one for a win.
    private var results: UInt16 = 0
    private var count: UInt8 = 0
    /// Money paid in since the account was last empty, in hundred-millionths.
    private(set) var base: Int64 = 0
    private(set) var recent = RecentDeals()

    mutating func add(_ trip: RoundTrip, _ thresholds: GainThresholds) {
        results = results << 1 | (trip.net > .zero ? 1 : 0)
        count = min(count + 1, UInt8(Self.run))
        let gain = trip.net.statistic
        let cost = max(-trip.costs.statistic, trip.notional * Self.leastCost)
        guard gain > 0, gain >= thresholds.sharpMultiple * cost, trip.hold <= thresholds.sharpHold.microseconds else { return }
        let today = Int32(clamping: Whole.floorDivide(trip.closedAt, 86_400_000_000))
        if today != day { (day, best) = (today, InlineArray(repeating: 0)) }
        rank(Float(gain))
        third = max(third, best[2])
        recent.add(trip.closing)
    }

    private mutating func rank(_ gain: Float) {
        var gain = gain
        for place in 0..<3 where gain > best[place] { (best[place], gain) = (gain, best[place]) }
    }

    mutating func add(_ payment: Payment) {
        switch payment.kind {
        case .deposit: base = base.addingSaturated(payment.amount.units)
        case .withdrawal:
            base = base.subtractingSaturated(payment.amount.units)
            // An account that is as good as empty begins anew.
            if payment.balance.units <= payment.amount.units / 100 { base = 0 }
        default: break
        }
    }

    /// Three trades of one day that each earned that much, in USD, at several times their cost.
    func isSharp(_ thresholds: GainThresholds, usdRate: Double?) -> Bool {
        guard let usdRate else { return false }
        return Double(third) * usdRate >= thresholds.sharpUSD
    }

    /// Wins and losses among the last ten trades.
    var lastWins: Int { (results & 0x3FF).nonzeroBitCount }
    var lastTrades: Int { Int(count) }

    func isRunUpper(_ thresholds: GainThresholds) -> Bool {
        guard lastTrades == Self.run else { return false }
        return Double(lastWins) >= thresholds.runRatio * Double(Self.run - lastWins)
    }

    /// Equity over what was paid in since the account was last empty; nil without a payment.
    func multiple(of equity: Double) -> Double? { base > 0 ? equity / (Double(base) / 1e8) : nil }
}

extension ScoreTerm {
    /// A label.
    static let sharpDeals = ScoreTerm(
        code: "sharp_deals", title: "Sharp deals",
        innocentExplanation: "Three good trades on a day that moved; see the yield and its interval before acting.",
        logOdds: { _ in 0 },
        explain: { account, _, settings in
            let gains = account.history.patterns.gains
            return ScoreEvidence(
                text: "On one day three trades of at most \(Figure.span(Double(settings.patterns.gains.sharpHold.microseconds) / 1e6)) each gained "
                    + "\(Figure.text(Double(gains.third))) or more, at least \(Figure.text(settings.patterns.gains.sharpMultiple, 0)) times their cost.",
                n: 3, money: 3 * Double(gains.third), deals: gains.recent)
        }, isFound: { $0.patterns.contains(.sharpDeals) })

    /// A label.
    static let runUpper = ScoreTerm(
        code: "run_upper", title: "Run of wins",
        innocentExplanation: "Near targets and far stops win most of the time and lose it all at once; see the probabilistic Sharpe ratio.",
        logOdds: { _ in 0 },
        explain: { account, _, _ in
            let gains = account.history.patterns.gains
            return ScoreEvidence(
                text: "\(gains.lastWins) of the last \(gains.lastTrades) trades won.", interval: Share.wilson(gains.lastWins, of: gains.lastTrades),
                n: gains.lastTrades, money: nil, deals: account.history.recentOpens)
        }, isFound: { $0.patterns.contains(.runUpper) })

    /// A label.
    static let doubled = ScoreTerm(
        code: "doubled", title: "Doubled account",
        innocentExplanation: "High leverage doubles some accounts and empties the others.",
        logOdds: { _ in 0 },
        explain: { account, _, _ in
            let funds = account.history.ledger.balance.statistic
            let gains = account.history.patterns.gains
            return ScoreEvidence(
                text: "A balance of \(Figure.text(funds)) is \(Figure.text(gains.multiple(of: funds) ?? 0)) times the \(Figure.text(Double(gains.base) / 1e8)) "
                    + "paid in since the account was last empty.", n: account.history.trips.count, money: funds - Double(gains.base) / 1e8,
                deals: account.history.recentOpens)
        }, isFound: { $0.patterns.contains(.doubled) })
}
