import Brokerage

/// How market risk is measured (risk-domain 3).
public struct MarketRiskSettings: Sendable, Equatable {
    /// Days of daily moves that value at risk by history looks at; at most ``longestHistory``.
    public var historyDays = 250
    /// The part of the house's gross exposure that may be in factors of which too little is known; they are then left out and named. Above
    /// it there is no value at risk.
    public var negligibleShare = 0.01
    /// Margin level in percent at which a server closes positions, where it does not say itself.
    public var stopOutLevel = 50.0
    /// The time over which the chance of touching the stop-out is told.
    public var stopOutHorizon = Duration.seconds(3600)
    /// ``stopOutHorizon`` in days of 24 hours.
    var stopOutHorizonDays: Double { max(0, Double(stopOutHorizon.microseconds) / 86_400e6) }
    /// The size of a pip of single symbols, by their name without suffix, in units of their price.
    public var pips: [String: Double] = [:]

    /// The most days that are kept.
    public static let longestHistory = 500

    public init() {}
}
