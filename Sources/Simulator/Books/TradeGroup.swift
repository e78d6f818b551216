import Brokerage

/// A group of accounts with common terms.
struct TradeGroup: Sendable {
    var name: String
    var currency: String
    var isHedging: Bool
    /// Margin level in percent at which clients are warned, and at which positions are closed.
    var marginCall: Int
    var stopOut: Int
    /// Charged a lot and side, in the group's currency.
    var commission: Money
    /// Points added to the symbol's spread; negative on raw-spread terms.
    var spreadDifference: Int
    /// Deals are covered at the liquidity provider.
    var isCovered: Bool = false
    var isSwapFree: Bool = false
    /// Paid to the introducing agent a lot and side.
    var agentCommission: Money = .zero
    /// Share of the clients, by weight.
    var weight: Double
    var isDemo: Bool { name.hasPrefix("demo") }
    var currencyDigits: Int { currency == "JPY" ? 0 : 2 }
}

/// The groups of the simulated server.
enum GroupCatalogue {
    static let all: [TradeGroup] = [
        TradeGroup(
            name: "real\\retail\\usd", currency: "USD", isHedging: true, marginCall: 100, stopOut: 50, commission: .zero, spreadDifference: 4,
            weight: 42),
        TradeGroup(
            name: "real\\retail\\eur", currency: "EUR", isHedging: true, marginCall: 100, stopOut: 50, commission: .zero, spreadDifference: 4,
            weight: 18),
        TradeGroup(
            name: "real\\retail\\gbp", currency: "GBP", isHedging: true, marginCall: 100, stopOut: 50, commission: .zero, spreadDifference: 4,
            weight: 8),
        TradeGroup(
            name: "real\\retail\\jpy", currency: "JPY", isHedging: true, marginCall: 100, stopOut: 50, commission: .zero, spreadDifference: 4,
            weight: 5),
        TradeGroup(
            name: "real\\netting\\usd", currency: "USD", isHedging: false, marginCall: 80, stopOut: 40, commission: Money(3), spreadDifference: 0,
            weight: 8),
        TradeGroup(
            name: "real\\pro\\usd", currency: "USD", isHedging: true, marginCall: 70, stopOut: 30, commission: Money(2), spreadDifference: -2,
            isCovered: true, weight: 7),
        TradeGroup(
            name: "real\\ib\\north", currency: "USD", isHedging: true, marginCall: 100, stopOut: 50, commission: Money(5), spreadDifference: 2,
            agentCommission: Money(2), weight: 6),
        TradeGroup(
            name: "real\\swapfree\\usd", currency: "USD", isHedging: true, marginCall: 100, stopOut: 50, commission: Money(1), spreadDifference: 6,
            isSwapFree: true, weight: 2),
        TradeGroup(
            name: "demo\\forex-usd", currency: "USD", isHedging: true, marginCall: 50, stopOut: 20, commission: .zero, spreadDifference: 0,
            weight: 4),
        TradeGroup(
            name: coverage, currency: "USD", isHedging: false, marginCall: 50, stopOut: 20, commission: .zero, spreadDifference: 0, weight: 0),
    ]

    /// The house's own accounts, which the manager of the Web API may not see.
    static let coverage = "coverage\\house"

    static func index(of name: String) -> Int? { all.firstIndex { $0.name == name } }
}
