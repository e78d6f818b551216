/// Two linked accounts that bet all they have against each other ahead of a gap: the house pays the winner and forgives the loser what is
/// below zero (risk-domain 6.10).
enum NegativeBalanceGaming {
    /// One side of the bet.
    struct Bet: Sendable, Equatable {
        /// Notional over equity, and the most that is allowed.
        var leverage: Double
        var cap: Double
        var lots: Double
        var isLong: Bool
        /// Microseconds since 1970.
        var openedAt: Int64
    }

    struct Thresholds: Sendable, Equatable {
        /// Leverage over the cap, of both.
        var leverageShare = 0.8
        /// Smaller over larger size.
        var sizeMatch = 0.8
        /// How long before the gap both were opened, at most: two hours.
        var lead: Int64 = 7_200_000_000
    }

    /// - Parameter gap: when the market closes for a weekend, or a release is due; microseconds since 1970.
    static func isGaming(_ one: Bet, _ other: Bet, gap: Int64, _ thresholds: Thresholds = Thresholds()) -> Bool {
        guard one.isLong != other.isLong, min(one.lots, other.lots) > 0, one.cap > 0, other.cap > 0 else { return false }
        guard min(one.leverage / one.cap, other.leverage / other.cap) >= thresholds.leverageShare else { return false }
        guard min(one.lots, other.lots) / max(one.lots, other.lots) >= thresholds.sizeMatch else { return false }
        return [one.openedAt, other.openedAt].allSatisfy { $0 <= gap && gap &- $0 <= thresholds.lead }
    }
}
