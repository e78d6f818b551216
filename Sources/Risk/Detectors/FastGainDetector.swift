import Brokerage

/// A new account that gains fast (risk-domain 9, TX8). Age is taken at the account's newest deal, so that it is a matter of data.
struct FastGainDetector: Sendable {
    /// Result of trades over deposits; nil without deposits.
    var gain: Double?
    var age: Duration
    var trips: Int

    init(_ history: borrowing ClientHistory, registeredAt: Timestamp?) {
        age = .microseconds(max(0, history.ledger.lastTime &- Self.start(history, registeredAt)))
        let deposits = history.ledger.deposits
        gain = deposits > .zero ? history.ledger.profit.statistic / deposits.statistic : nil
        trips = history.trips.count
    }

    /// When the account was registered, or its first deal if that was earlier, in microseconds since 1970.
    static func start(_ history: borrowing ClientHistory, _ registeredAt: Timestamp?) -> Int64 {
        min(registeredAt?.microseconds ?? .max, history.ledger.firstTime)
    }

    func isFast(_ thresholds: FastGainThresholds) -> Bool {
        guard let gain else { return false }
        return age < thresholds.age && trips >= thresholds.minimumTrips && gain >= thresholds.gain
    }
}

extension ScoreTerm {
    /// 0.75 for a gain at the threshold, in proportion above it, up to 1.5.
    static let fastGain = ScoreTerm(
        code: "fast_gain", title: "New account, fast gain",
        innocentExplanation: "High leverage and one lucky week; half of such accounts give it back.",
        logOdds: { verdict in verdict.isGainingFast ? min(1.5 * (verdict.gain ?? 0), 1.5) : 0 },
        explain: { account, _, _ in
            let fast = FastGainDetector(account.history, registeredAt: account.registeredAt)
            return ScoreEvidence(
                text: "\(Figure.percent(fast.gain ?? 0)) of deposits gained in \(fast.trips) trades within "
                    + "\(Figure.span(Double(fast.age.microseconds) / 1e6)).",
                n: fast.trips, money: account.history.ledger.profit.statistic, deals: account.history.recentOpens)
        })
}
