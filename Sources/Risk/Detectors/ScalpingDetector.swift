import Brokerage

/// Many trades closed within a minute, and a profit from them (risk-domain 6.1).
struct ScalpingDetector: Sendable, BitwiseCopyable {
    private var count: UInt32 = 0
    private var shortCount: UInt32 = 0
    /// In hundred-millionths of the account's currency: the results of short holds, and the gains of winners, short ones and all.
    private var shortSum: Int64 = 0
    private var shortGains: Int64 = 0
    private var gains: Int64 = 0
    private(set) var recent = RecentDeals()

    mutating func add(_ trip: RoundTrip, _ thresholds: ScalpingThresholds) {
        count &+= 1
        let gain = max(trip.net.units, 0)
        gains = gains.addingSaturated(gain)
        guard trip.hold < thresholds.hold.microseconds else { return }
        shortCount &+= 1
        shortSum = shortSum.addingSaturated(trip.net.units)
        shortGains = shortGains.addingSaturated(gain)
        recent.add(trip.closing)
    }

    var trips: Int { Int(count) }
    var short: Int { Int(shortCount) }
    var shortNet: Money { Money(units: shortSum) }
    var share: Double { trips > 0 ? Double(short) / Double(trips) : 0 }
    /// Part of the gains that short holds made; nil without gains.
    var gainShare: Double? { gains > 0 ? Double(shortGains) / Double(gains) : nil }
    var interval: ClosedRange<Double> { Share.wilson(short, of: trips) }

    /// Short holds are the rule, not chance. Whether they hurt is for the yield to say.
    func isScalper(_ thresholds: ScalpingThresholds) -> Bool {
        trips >= thresholds.minimumTrips && interval.lowerBound > thresholds.share
    }
}

extension ScoreTerm {
    /// 1.2 times the lower end of the share's interval, so 0.6 to 1.2; only for clients who earn: scalping that loses harms nobody.
    static let scalping = ScoreTerm(
        code: "scalping", title: "Scalping",
        innocentExplanation: "Tight stops by hand, robots that leave at break-even, losers stopped out at once. Hold time is a label; "
            + "markouts decide.",
        logOdds: { verdict in verdict.isScalper && verdict.isEarning ? 1.2 * verdict.shortShare : 0 },
        explain: { account, _, settings in
            let scalping = account.history.patterns.scalping
            let hold = Double(settings.scalping.hold.microseconds) / 1e6
            let gains = scalping.gainShare.map { ", which made \(Figure.percent($0)) of the gains" } ?? ""
            return ScoreEvidence(
                text: "\(scalping.short) of \(scalping.trips) trades (\(Figure.percent(scalping.share))) were held under "
                    + "\(Figure.span(hold))\(gains).",
                interval: scalping.interval, n: scalping.trips, money: scalping.shortNet.statistic, deals: scalping.recent)
        })
}
