/// Why a figure is missing. A missing figure is never shown as zero.
public enum MissingReason: String, Sendable, CaseIterable {
    /// A symbol that is held has no quote yet.
    case noPrice = "no_price"
    /// No quote leads from one currency to the other.
    case noConversion = "no_conversion"
    /// The account's currency is not known.
    case noCurrency = "no_currency"
    /// The account's leverage is not known and the server stated no margin.
    case noLeverage = "no_leverage"
    /// Nothing is open, so there is no margin to compare with.
    case noMargin = "no_margin"
    /// The account is above the plan's limit: it is stored but not scored.
    case overPlan = "plan_limit"
    /// The account belongs to a group that is no client (demo, coverage).
    case excludedGroup = "excluded_group"
    /// Too few days of prices are known of what is held.
    case notEnoughDays = "not_enough_days"
    /// Neither markouts nor closed trades say anything yet.
    case noTrades = "no_trades"
}
