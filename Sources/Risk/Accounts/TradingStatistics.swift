/// How an account trades (risk-domain 5.1). Nil where nothing closed yet.
public struct TradingStatistics: Sendable, Equatable {
    /// Share of round trips that won.
    public var winRate: Double?
    /// Gains over losses; nil without losses.
    public var profitFactor: Double?
    /// Result of a mean round trip, in the account's currency.
    public var expectancy: Double?
    /// Deepest fall of the closed equity under its highest, as a share of it, payments set aside.
    public var maxDrawdown: Double
    /// Hold times in seconds under which 10, 50 and 90 % of round trips lie, to within a fifth.
    public var hold10: Double?
    public var hold50: Double?
    public var hold90: Double?
    /// How evenly the account's openings lie over the hours of a day: 0 for one hour only, 1 for all alike. Round-the-clock trading is
    /// a robot's.
    public var sessionEntropy: Double?

    init(_ history: borrowing ClientHistory) {
        winRate = history.trips.winRate
        profitFactor = history.trips.profitFactor
        expectancy = history.trips.expectancy
        maxDrawdown = history.ledger.drawdown.deepest
        hold10 = history.trips.holds.quantile(0.1).map { $0 / 1000 }
        hold50 = history.trips.holds.quantile(0.5).map { $0 / 1000 }
        hold90 = history.trips.holds.quantile(0.9).map { $0 / 1000 }
        sessionEntropy = history.hours.entropy
    }
}
