import Brokerage

/// How an account trades (risk-domain 5.1). Nil where nothing closed yet.
public struct TradingStatistics: Sendable, Equatable {
    /// Share of round trips that won.
    public var winRate: Double?
    /// Gains over losses; nil without losses.
    public var profitFactor: Double?
    /// Result of a mean round trip, of a mean winner and of a mean loser (negative), in the account's currency.
    public var expectancy: Double?
    public var averageWin: Double?
    public var averageLoss: Double?
    /// Result per million of what was opened; nil while no notional is known.
    public var profitPerMillion: Double?
    /// Deepest fall of the closed equity under its highest, as a share of it, payments set aside.
    public var maxDrawdown: Double
    /// Hold times in seconds under which 10, 50 and 90 % of round trips lie, to within a fifth.
    public var hold10: Double?
    public var hold50: Double?
    public var hold90: Double?
    /// How evenly the account's openings lie over the hours of a day: 0 for one hour only, 1 for all alike. Round-the-clock trading is
    /// a robot's.
    public var sessionEntropy: Double?
    /// Swaps over the result; nil without a result.
    public var swapShare: Double?
    /// Shares of round trips that a stop loss, a take profit or a stop-out closed.
    public var stopLossShare: Double?
    public var takeProfitShare: Double?
    public var stopOutShare: Double?
    /// Share of openings that carry a program's mark.
    public var automaticShare: Double?
    /// Open notional over balance and credit at openings: mean and highest; nil while no deposit is known.
    public var meanLeverage: Double?
    public var highestLeverage: Double?
    /// UTC days with an opening or a close.
    public var activeDays: Int

    init(_ history: borrowing ClientHistory) {
        let (trips, habits) = (history.trips, history.patterns.habits)
        winRate = trips.winRate
        profitFactor = trips.profitFactor
        expectancy = trips.expectancy
        averageWin = trips.averageWin
        averageLoss = trips.averageLoss
        profitPerMillion = habits.notional > 0 ? trips.net.statistic / habits.notional * 1e6 : nil
        maxDrawdown = history.ledger.drawdown.deepest
        hold10 = trips.holds.quantile(0.1).map { $0 / 1000 }
        hold50 = trips.holds.quantile(0.5).map { $0 / 1000 }
        hold90 = trips.holds.quantile(0.9).map { $0 / 1000 }
        sessionEntropy = history.hours.entropy
        swapShare = trips.net.isZero ? nil : Double(habits.swaps) / Double(trips.net.units)
        stopLossShare = habits.share(habits.stopLosses)
        takeProfitShare = habits.share(habits.takeProfits)
        stopOutShare = habits.share(habits.stopOuts)
        automaticShare = history.patterns.automation.opens > 0 ? history.patterns.automation.share : nil
        meanLeverage = habits.meanLeverage
        highestLeverage = habits.meanLeverage == nil ? nil : Double(habits.highestLeverage)
        activeDays = Int(habits.activeDays)
    }
}
