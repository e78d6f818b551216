import Brokerage

/// Sizes from which money, margin and execution are worth an alert (risk-domain 9).
public struct MoneyThresholds: Sendable, Equatable {
    /// PL2: a client's closed result of a day in USD; or a share of what he began with, from a floor. Then each step.
    public var dayProfitUSD = 10_000.0
    public var dayProfitShare = 0.1
    public var dayProfitFloorUSD = 1000.0
    public var dayProfitStepUSD = 5000.0
    /// PL4: open profit in USD, and its share of equity.
    public var openProfitUSD = 5000.0
    public var openProfitShare = 0.5
    /// MG2 and MG3: lots, and the margin level in percent.
    public var largeLots = Lots(5)
    public var nearStopOutLevel = 70.0
    /// MG4: USD below zero from which it is critical.
    public var negativeUSD = 1000.0
    /// OR3: notional over equity.
    public var leverage = 200.0
    /// CO2: fills that slipped, and log₁₀ of the p-value.
    public var minimumSlipped = 200
    public var slippageLogP = -4.0

    public init() {}
}
