/// Two linked accounts that bet all they have against each other ahead of a gap: the house pays the winner and forgives the loser what is
/// below zero (risk-domain 6.10).
enum NegativeBalanceGaming {
    /// One side of the bet.
    struct Bet: Sendable, Equatable {
        /// Notional over equity, and the most that is allowed.
        var leverage: Double
        var cap: Double
        /// Of the asset, which compare between accounts with other contracts.
        var units: Double
        var isLong: Bool
        /// Microseconds since 1970.
        var openedAt: Int64
    }

    /// Leverage over the cap, of both.
    private static let leverageShare = 0.8
    /// Smaller over larger size.
    private static let sizeMatch = 0.8
    /// How long before the gap both were opened, at most, in microseconds: two hours.
    static let lead: Int64 = 7_200_000_000

    /// - Parameter gap: when the market closes for a weekend, or a release is due; microseconds since 1970.
    static func isGaming(_ one: Bet, _ other: Bet, gap: Int64) -> Bool {
        guard one.isLong != other.isLong, min(one.units, other.units) > 0, one.cap > 0, other.cap > 0 else { return false }
        guard min(one.leverage / one.cap, other.leverage / other.cap) >= leverageShare else { return false }
        guard min(one.units, other.units) / max(one.units, other.units) >= sizeMatch else { return false }
        return [one.openedAt, other.openedAt].allSatisfy { $0 <= gap && gap &- $0 <= lead }
    }
}
