import Brokerage
import Glibc

/// Opening around economic releases (risk-domain 6.4).
///
/// Each opening has its own chance of lying in a window, by its time of day; the sum of unequal chances has a thinner tail than the
/// binomial of their mean, so that one bounds the p-value. Releases move prices, and moved prices fill orders of all kinds: the crowd's own
/// share in windows is therefore no news trading, nor is a habit that only touches them. Straddles need pending orders, which deals do not
/// show.
struct NewsDetector: Sendable, BitwiseCopyable {
    /// Openings while releases of the symbol's currencies were known.
    private(set) var opens: UInt32 = 0
    private(set) var hits: UInt32 = 0
    private var expected: Float = 0
    /// Result of trades opened in windows, and of all since releases are known, in hundred-millionths of the account's currency.
    private(set) var inside: Int64 = 0
    private(set) var total: Int64 = 0
    /// Results over notional of trades opened in windows, in basis points: how many, their sum and that of their squares.
    private var closed: UInt32 = 0
    private var yields: Float = 0
    private var yieldSquares: Float = 0
    private(set) var recent = RecentDeals()

    mutating func add(_ opening: OpeningTrade) {
        guard opening.isFirst, opening.news.share > 0 else { return }
        opens &+= 1
        expected += opening.news.share
        guard opening.news.isInside else { return }
        hits &+= 1
        recent.add(opening.deal)
    }

    mutating func add(_ trip: RoundTrip) {
        guard opens > 0 else { return }
        total = total.addingSaturated(trip.net.units)
        guard trip.openedAtNews else { return }
        inside = inside.addingSaturated(trip.net.units)
        guard let result = trip.resultBps else { return }
        closed &+= 1
        yields += Float(result)
        yieldSquares += Float(result * result)
    }

    /// The mean chance of an opening to lie in a window.
    var chance: Double { opens > 0 ? min(Double(expected) / Double(opens), 1) : 0 }

    /// Openings in windows over those that the time of day explains; nil for too few to speak of.
    func lift(_ thresholds: NewsThresholds) -> Double? { opens >= thresholds.minimumOpens && expected > 0 ? Double(hits) / Double(expected) : nil }

    /// log₁₀ p of that many openings in windows; nil for too few to speak of.
    /// - Parameter crowd: how many times as often as the time of day explains clients in general open in windows.
    func logP(_ thresholds: NewsThresholds, crowd: Double = 1) -> Double? {
        guard opens >= thresholds.minimumOpens else { return nil }
        let chance = min(self.chance * max(crowd, 1), 1)
        guard Double(hits) > chance * Double(opens) else { return 0 }
        return Binomial.logTail(Int(hits), of: Int(opens), chance: chance)
    }

    /// Whether windows are what he trades in, rather than something he meets now and then.
    func isHabit(_ thresholds: NewsThresholds) -> Bool { Share.wilson(Int(hits), of: Int(opens)).lowerBound >= thresholds.habit }

    /// The part of the gains that windows made; nil without a gain.
    var gainShare: Double? { total > 0 ? Double(inside) / Double(total) : nil }

    /// The mean of what windows brought, in its own standard errors; zero for fewer than two trades.
    private var t: Double {
        guard closed > 1 else { return 0 }
        let (n, mean) = (Double(closed), Double(yields) / Double(closed))
        // Equal results are no proof of a world without luck: they vary by a basis point at least.
        let variance = max((Double(yieldSquares) - n * mean * mean) / (n - 1), 1)
        return mean / (variance / n).squareRoot()
    }

    /// Whether the windows are what he earns by, beyond costs and beyond luck: those who only pay for the wide spreads harm nobody.
    func isEarning(_ thresholds: NewsThresholds) -> Bool {
        inside > 0 && Double(inside) >= thresholds.gainShare * Double(total) && t >= thresholds.t
    }
}

extension ScoreTerm {
    /// 0.2 a power of ten of the p-value, up to 1.2; only for clients who earn by it. For others it is a label.
    static let news = ScoreTerm(
        code: "news", title: "News trading",
        innocentExplanation: "Trading at the opening of a session, when many releases come: each hour and time of day is compared with itself, "
            + "but a calendar that lacks releases hides how usual they are.",
        logOdds: { verdict in verdict.isEarningByNews ? 0.2 * verdict.evidence(.news) : 0 },
        explain: { account, verdict, _ in
            let news = account.history.patterns.news
            let share = news.gainShare.map { " They made \(Figure.percent($0)) of the result." } ?? ""
            return ScoreEvidence(
                text: "\(news.hits) of \(news.opens) trades were opened within \(Figure.span(Double(NewsCalendar.window) / 1e6)) of a release; "
                    + "by the time of day \(Figure.text(news.chance * Double(news.opens), 1)) were to be expected.\(share)",
                pValue: verdict.tests[.news].map { pow(10, $0) },
                interval: Share.wilson(Int(news.hits), of: Int(news.opens)), n: Int(news.opens), money: Money(units: news.inside).statistic,
                deals: news.recent)
        },
        isFound: { verdict in verdict.isNewsTrader })
}
