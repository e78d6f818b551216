import Brokerage

/// What one fill brought the house that passed it on (risk-domain 2.5).
public enum CoveredFill {
    /// In the symbol's profit currency.
    /// - Parameters:
    ///   - provider: the price at which the provider filled.
    ///   - commission: what the client pays.
    ///   - providerCommission: what the house pays.
    ///   - swap: what the client pays for holding, less what the provider takes.
    public static func house(
        side: Side, client: Price, provider: Price, units: Double, commission: Double, providerCommission: Double, swap: Double = 0
    ) -> Double {
        side.sign * (Double(client.units) - Double(provider.units)) / 1e8 * units + commission - providerCommission + swap
    }
}

/// A result over what was turned over (risk-domain 2.6).
public enum Revenue {
    /// USD a million. Opens and closes both count as turnover. Nil without turnover.
    public static func perMillion(_ result: Double, turnover: Double) -> Double? { turnover > 0 ? result / (turnover / 1e6) : nil }
}
