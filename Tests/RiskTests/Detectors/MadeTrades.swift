import Brokerage

@testable import Risk

/// Openings and trades with the few figures that a test speaks of.
extension OpeningTrade {
    static func made(
        _ deal: Int64 = 0, at time: Int64 = 0, instrument: Int = 0, isLong: Bool = true, lots: Int64 = 10, price: Double = 1.1,
        notional: Double = 10_000, reason: DealReason = .client, stop: Double = 0, isFirst: Bool = true, funds: Double = 0
    ) -> OpeningTrade {
        OpeningTrade(
            time: time, deal: DealID(deal), instrument: instrument, symbol: 0, isLong: isLong, lots: lots, price: Int64((price * 1e8).rounded()),
            notional: notional, reason: reason, expert: 0, stop: Int64((stop * 1e8).rounded()), isFirst: isFirst, funds: funds, openNotional: notional)
    }
}

extension RoundTrip {
    /// - Parameter deal: the deal that opened it.
    static func made(
        _ deal: Int64 = 0, from opened: Int64 = 0, to closed: Int64 = 1, instrument: Int = 0, isLong: Bool = true, lots: Int64 = 10,
        net: Double = 1, swap: Double = 0, costs: Double = 0, notional: Double = 10_000, reason: DealReason = .client
    ) -> RoundTrip {
        RoundTrip(
            instrument: instrument, isLong: isLong, lots: lots, openPrice: 1, closePrice: 1, openedAt: opened, closedAt: closed,
            net: Money(rounding: net) ?? .zero, notional: notional, opening: DealID(deal), closing: DealID(deal + 1), counts: true,
            swap: Money(rounding: swap) ?? .zero, costs: Money(rounding: costs) ?? .zero, closeReason: reason)
    }
}

/// Normal draws for populations.
extension Dice {
    mutating func unit() -> Double { Double(next() >> 11) / 9_007_199_254_740_992 }

    mutating func normal() -> Double {
        var sum = -6.0
        for _ in 0..<12 { sum += unit() }
        return sum
    }
}
