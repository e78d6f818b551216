/// How much the house may lose before somebody is told (risk-domain 9). USD; nil where nobody set a limit.
public struct HouseLimits: Sendable, Equatable {
    /// Of the value at risk at 99 % over a day (EX4).
    public var valueAtRisk: Double?
    /// Of one client's part of it; beyond, covering in part is advised.
    public var clientValueAtRisk: Double?
    /// What the house stands on: a scenario may cost a tenth of it (EX5).
    public var capital: Double?
    /// Of the day's loss on books B and C; the warning goes out at half of it (PL1).
    public var bookLoss: Double?
    /// Of the day's loss in one symbol (PL3), and the step after which it is told again.
    public var symbolLoss = 10_000.0
    public var symbolLossStep = 5_000.0
    /// The share of accounts with open positions that one deviation of a symbol's day may stop out, and what they may owe then (MG5).
    public var cascadeShare = 0.1
    public var cascadeDebt = 10_000.0

    public init() {}
}
