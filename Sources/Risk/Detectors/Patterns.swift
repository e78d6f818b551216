import Brokerage

/// Every detector that learns from one account's deals. A new one is a property here, and a line in each event it listens to.
///
/// Plain bytes, so that a snapshot of an account is one too.
struct Patterns: Sendable, BitwiseCopyable {
    var scalping = ScalpingDetector()
    var martingale = MartingaleDetector()
    var grid = GridDetector()
    var news = NewsDetector()
    var swap = SwapDetector()
    var gains = GainDetector()
    var bonus = BonusDetector()
    var cash = CashDetector()
    var month = MonthWindow()
    var automation = AutomationDetector()
    var style = StyleDetector()
    var bursts = BurstDetector()
    var habits = TradingHabits()

    /// A trade opened a position or added to one.
    mutating func opened(_ opening: OpeningTrade, _ settings: borrowing RiskSettings) {
        martingale.add(opening)
        grid.add(opening)
        news.add(opening)
        swap.add(opening)
        cash.add(opening)
        month.add(turnover: opening.notional, at: opening.time)
        automation.add(opening)
        bursts.add(opening)
        habits.add(opening)
    }

    /// A position is closed.
    mutating func closed(_ trip: RoundTrip, _ settings: borrowing RiskSettings) {
        martingale.add(trip)
        grid.add(trip, settings.patterns.grid)
        bursts.add(trip)
        // What no client decided, such as a migration, ended a position but is in no statistic.
        guard trip.counts else { return }
        scalping.add(trip, settings.scalping)
        news.add(trip)
        swap.add(trip)
        gains.add(trip, settings.patterns.gains)
        bonus.add(trip)
        month.add(costs: trip.costs.statistic, result: trip.net.statistic, at: trip.closedAt)
        habits.add(trip)
    }

    /// The trades of one symbol that closed within five minutes are complete: one observation.
    mutating func completed(_ cluster: TripCluster, at time: Int64, deal: DealID, _ thresholds: StyleThresholds) {
        style.add(cluster, at: time, deal: deal, thresholds)
    }

    /// Money was paid in or out, or lent.
    mutating func paid(_ payment: Payment, _ settings: borrowing RiskSettings) {
        gains.add(payment)
        bonus.add(payment, settings.patterns.bonus)
        cash.add(payment, settings.patterns.cash)
        if payment.kind == .deposit { month.add(deposit: payment.amount.statistic, at: payment.time) }
    }
}
