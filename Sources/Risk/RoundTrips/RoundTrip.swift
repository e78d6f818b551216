import Brokerage

/// A position from its first opening to its last close (risk-domain 1.6).
struct RoundTrip: Sendable, Equatable {
    var instrument: Int
    var isLong: Bool
    /// Lots opened in total, in hundred-millionths.
    var lots: Int64
    /// Volume-weighted, in hundred-millionths.
    var openPrice: Int64
    var closePrice: Int64
    /// Microseconds since 1970.
    var openedAt: Int64
    var closedAt: Int64
    /// Profit, swap, commission and fee of all its deals, in the account's currency.
    var net: Money
    /// Notional of what was opened, in the account's currency; zero when unknown.
    var notional: Double
    /// Its opening and closing deal.
    var opening: DealID
    var closing: DealID
    /// False when it was opened or closed by an act that was no trade: migration, split, rollover.
    var counts: Bool
    /// Parts of ``net``: swap, and commission and fee, in the account's currency.
    var swap = Money.zero
    var costs = Money.zero
    /// Of the deal that closed the last of it.
    var closeReason = DealReason.client
    /// Deals that opened it or added to it.
    var legs: Int32 = 1
    /// Whether it was opened around a release (risk-domain 6.4).
    var openedAtNews = false

    var hold: Int64 { max(0, closedAt &- openedAt) }
    /// Result over notional, in basis points; nil when the notional is unknown.
    var resultBps: Double? { notional > 0 ? net.statistic / notional * 1e4 : nil }
}
