import Brokerage

/// Living on bonuses (risk-domain 6.9): taken with little money of one's own, bet against each other by two accounts, and the winner's
/// money withdrawn at once. Without a bonus nothing is said: two accounts of a household may hedge.
struct BonusDetector: Sendable, BitwiseCopyable {
    /// In hundred-millionths of the account's currency.
    private(set) var granted: Int64 = 0
    private(set) var released: Int64 = 0
    private(set) var deposited: Int64 = 0
    /// Withdrawn within two days after a bonus was taken back or turned into money.
    private(set) var withdrawnAfter: Int64 = 0
    private var releasedAt = Int64.min
    private(set) var grants: UInt16 = 0
    private(set) var quickWithdrawals: UInt16 = 0
    private(set) var stopOuts: UInt16 = 0
    private(set) var recent = RecentDeals()

    mutating func add(_ payment: Payment, _ thresholds: BonusThresholds) {
        switch payment.kind {
        case .granted:
            granted = granted.addingSaturated(payment.amount.units)
            grants = min(grants, .max - 1) + 1
            recent.add(payment.deal)
        case .released:
            released = released.addingSaturated(payment.amount.units)
            releasedAt = payment.time
        case .deposit:
            deposited = deposited.addingSaturated(payment.amount.units)
        case .withdrawal:
            guard granted > 0, releasedAt != .min, payment.time &- releasedAt <= thresholds.withdrawal.microseconds else { return }
            withdrawnAfter = withdrawnAfter.addingSaturated(payment.amount.units)
            quickWithdrawals = min(quickWithdrawals, .max - 1) + 1
            recent.add(payment.deal)
        case .other: break
        }
    }

    mutating func add(_ trip: RoundTrip) {
        if trip.closeReason == .stopOut { stopOuts = min(stopOuts, .max - 1) + 1 }
    }

    /// Bonus over the client's own money; nil without a bonus, and one for a bonus without own money.
    var ratio: Double? {
        guard granted > 0 else { return nil }
        return deposited > 0 ? Double(granted) / Double(deposited) : 1
    }

    /// The bonus that trading used up.
    var consumed: Double { Double(max(0, granted.subtractingSaturated(released))) / 1e8 }

    /// How strong each sign is, 0 to 1; all zero without a bonus.
    func signs(_ linked: LinkedBehaviour, _ thresholds: BonusThresholds) -> BonusSigns {
        var signs = BonusSigns()
        guard let ratio, ratio >= thresholds.ratio else { return signs }
        signs.bonus = 0.5
        signs.mirror = 0.7 * min(max(linked.mirror, 0), 1)
        if linked.mirror > 0, linked.netShare < 0.1 { signs.netting = 0.4 }
        if quickWithdrawals > 0 { signs.withdrawal = 0.3 }
        if linked.mirror > 0, stopOuts > 0 || linked.isPartnerStoppedOut { signs.stopOut = 0.3 }
        return signs
    }
}

/// The signs of bonus abuse; together by noisy-or, as if each could be true on its own.
struct BonusSigns: Sendable, Equatable {
    var bonus = 0.0
    var mirror = 0.0
    var netting = 0.0
    var withdrawal = 0.0
    var stopOut = 0.0

    var all: [Double] { [bonus, mirror, netting, withdrawal, stopOut] }
    var together: Double { Self.noisyOr(all) }

    /// 1 − Π(1 − p).
    static func noisyOr(_ strengths: [Double]) -> Double { 1 - strengths.reduce(1) { $0 * (1 - $1) } }
}

extension ScoreTerm {
    /// 1.5 from a strength of 0.8 on.
    static let bonusAbuse = ScoreTerm(
        code: "bonus_abuse", title: "Bonus abuse",
        innocentExplanation: "People of one household may hedge each other; the bonus, the link and the withdrawal must come together.",
        logOdds: { verdict in verdict.patterns.contains(.bonusAbuse) ? 1.5 : 0 },
        explain: { account, verdict, settings in
            let bonus = account.history.patterns.bonus
            let linked = account.linked.mirror > 0 ? " A linked account trades the opposite." : ""
            return ScoreEvidence(
                text: "Signs together \(Figure.text(Double(verdict.patterns.bonus), 3)): bonuses are \(Figure.percent(bonus.ratio ?? 0)) of deposits, "
                    + "\(Figure.text(Double(bonus.withdrawnAfter) / 1e8)) was withdrawn within two days of a release, "
                    + "\(bonus.stopOuts) positions were stopped out.\(linked)",
                n: Int(bonus.grants), money: bonus.consumed, deals: bonus.recent)
        })
}
