import Brokerage

/// Earning by swaps with the price risk hedged away, and holding on a swap-free account what would cost swap (risk-domain 6.8).
struct SwapDetector: Sendable, BitwiseCopyable {
    /// Of closed trades held over at least one rollover, in hundred-millionths of the account's currency: swaps, and all the rest.
    private(set) var swap: Int64 = 0
    private(set) var price: Int64 = 0
    private(set) var trips: UInt32 = 0
    /// Positions times nights, and those of Wednesdays.
    private(set) var nights: UInt32 = 0
    private(set) var triples: UInt32 = 0
    private(set) var opens: UInt32 = 0
    /// Opened in the last half hour before a rollover.
    private(set) var late: UInt32 = 0
    /// Trades with a swap, and those held for long without any.
    private(set) var charged: UInt32 = 0
    private(set) var free: UInt32 = 0
    private(set) var freeNights: UInt32 = 0
    /// The rest by day of the close: what hedges each other closes together.
    private var day: Int32 = .min
    private(set) var days: UInt32 = 0
    private var dayPrice = 0.0
    private var daySquares = 0.0
    private(set) var recent = RecentDeals()

    mutating func add(_ opening: OpeningTrade) {
        opens &+= 1
        if Rollover.isLate(opening.time) { late &+= 1 }
    }

    mutating func add(_ trip: RoundTrip) {
        let held = Rollover.nights(from: trip.openedAt, to: trip.closedAt)
        guard held.all > 0 else { return }
        trips &+= 1
        nights &+= UInt32(clamping: held.all)
        triples &+= UInt32(clamping: held.triple)
        swap = swap.addingSaturated(trip.swap.units)
        let rest = (trip.net - trip.swap).units
        price = price.addingSaturated(rest)
        if trip.swap != .zero { charged &+= 1 } else { noteFree(held.all) }
        note(Double(rest) / 1e8, on: Int32(clamping: Whole.floorDivide(trip.closedAt, 86_400_000_000)))
        recent.add(trip.closing)
    }

    private mutating func noteFree(_ nights: Int64) {
        guard nights > SwapThresholds.freeNights else { return }
        free &+= 1
        freeNights &+= UInt32(clamping: nights)
    }

    private mutating func note(_ rest: Double, on today: Int32) {
        if today != day {
            daySquares += dayPrice * dayPrice
            (day, dayPrice) = (today, 0)
            days &+= 1
        }
        dayPrice += rest
    }

    /// Swaps over the result; nil without a positive result.
    var share: Double? {
        let net = swap.addingSaturated(price)
        return net > 0 ? Double(swap) / Double(net) : nil
    }

    /// How far the rest may be from what it came to, by its spread over days.
    var priceError: Double { (daySquares + dayPrice * dayPrice).squareRoot() }

    /// The result is swaps, and not because prices happened to come back: the rest was small day by day too. Those who carry for the
    /// interest and bear the price have weeks in which the rest is many times the swaps.
    func isArbitrage(_ thresholds: SwapThresholds) -> Bool {
        guard swap > 0, nights >= thresholds.minimumNights, trips >= thresholds.minimumTrips, days >= 2, let share, share >= thresholds.share
        else { return false }
        return abs(Double(price)) <= thresholds.priceShare * Double(swap) && priceError <= thresholds.errorShare * Double(swap) / 1e8
    }

    /// Paid swaps on one account while the other side of the bet, on an account that is charged none, takes the price away (risk-domain 6.8).
    func isHedgedArbitrage(_ linked: LinkedBehaviour, _ thresholds: SwapThresholds) -> Bool {
        linked.isPartnerSwapFree && linked.mirror >= thresholds.mirror && swap > 0 && nights >= thresholds.minimumNights
    }

    /// Held over nights, and no swap was ever booked.
    var isSwapFree: Bool { charged == 0 && nights >= SwapThresholds.freeNights }

    /// An account without swaps that holds on for nights, again and again.
    func isHoldingFree(_ thresholds: SwapThresholds) -> Bool { charged == 0 && free >= thresholds.freeTrips }
}

extension ScoreTerm {
    /// 1.2: what the swaps pay is the house's, and there is no risk in it to lose.
    static let swapArbitrage = ScoreTerm(
        code: "swap_arbitrage", title: "Swap arbitrage",
        innocentExplanation: "An investor who carries a currency for its interest bears the price, and its swings are far larger than the swaps.",
        logOdds: { verdict in verdict.patterns.contains(.swapArbitrage) ? 1.2 : 0 },
        explain: { account, _, _ in
            let swap = account.history.patterns.swap
            let (paid, rest) = (Double(swap.swap) / 1e8, Double(swap.price) / 1e8)
            let least = paid + rest + 1.96 * swap.priceError
            let most = max(paid + rest - 1.96 * swap.priceError, paid / 10)
            let late = swap.opens > 0 ? Double(swap.late) / Double(swap.opens) : 0
            return ScoreEvidence(
                text: "Swaps of \(Figure.text(paid)) are \(Figure.percent(swap.share ?? 0, 1)) of the result; all else came to \(Figure.text(rest)), "
                    + "give or take \(Figure.text(swap.priceError)). \(swap.nights) nights in \(swap.trips) positions, \(swap.triples) of them "
                    + "Wednesdays; \(Figure.percent(late)) opened in the half hour before the day's end.",
                interval: least > 0 ? (paid / least)...max(paid / most, paid / least) : nil, n: Int(swap.trips), money: paid, deals: swap.recent)
        })

    /// A label: whether it costs the house depends on the swaps that the symbols would carry.
    static let swapFree = ScoreTerm(
        code: "swap_free_holding", title: "Long holds without swap",
        innocentExplanation: "The account is swap-free by agreement, and the client holds for his own reasons.",
        logOdds: { _ in 0 },
        explain: { account, _, _ in
            let swap = account.history.patterns.swap
            return ScoreEvidence(
                text: "\(swap.free) positions were held for \(swap.freeNights) nights, each over \(SwapThresholds.freeNights), and no swap was ever booked.",
                n: Int(swap.free), money: nil, deals: swap.recent)
        }, isFound: { $0.patterns.contains(.swapFreeHolding) })
}
