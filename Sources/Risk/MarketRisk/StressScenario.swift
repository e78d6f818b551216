/// A sudden move of markets, and what it would do to the house (risk-domain 3.5). A tenant may change the list.
public struct StressScenario: Sendable, Equatable {
    /// Lower case letters, digits and `_`; unique in the list.
    public var id: String
    public var name: String
    /// All at once. Where several speak of one symbol the narrower wins: symbol, then currency, then asset class.
    public var shocks: [Shock]
    /// Every symbol gaps against the house by its own worst weekend (99.5 % of them were smaller); ``shocks`` are then not looked at.
    public var isWeekendGap: Bool

    public init(id: String, name: String, shocks: [Shock] = [], isWeekendGap: Bool = false) {
        (self.id, self.name, self.shocks, self.isWeekendGap) = (id, name, shocks, isWeekendGap)
    }

    public struct Shock: Sendable, Equatable {
        public var target: Target
        public var size: Size

        public init(_ target: Target, _ size: Size) { (self.target, self.size) = (target, size) }
    }

    /// What moves.
    public enum Target: Sendable, Equatable {
        /// The value of a currency (or of a metal or coin that is traded like one) in USD.
        case currency(String)
        /// The price of a symbol, by its name without suffix.
        case symbol(String)
        /// Forex: the value in USD of each currency of the class. Others: the price of each symbol.
        case assetClass(AssetClass)
    }

    /// By how much.
    public enum Size: Sendable, Equatable {
        /// Of the value or price; −150 takes a price to minus half of itself.
        case percent(Double)
        /// Times the deviation of a day's move.
        case deviations(Double)
    }
}
