/// Sums over open positions of one instrument, long and short apart.
///
/// All of it is whole numbers that wrap instead of trapping, so that what was added can always be taken out again and leaves
/// nothing behind, in any order.
struct Holding: Sendable, Equatable {
    /// Hundred-millionths of a lot.
    private(set) var longLots: Int64 = 0
    private(set) var shortLots: Int64 = 0
    /// Lots times opening price, both in hundred-millionths.
    private(set) var longCost: Int128 = 0
    private(set) var shortCost: Int128 = 0
    private(set) var positions: Int32 = 0

    init() {}

    /// One open position. `cost` is lots times opening price.
    init(isLong: Bool, lots: Int64, cost: Int128) {
        if isLong { (longLots, longCost) = (lots, cost) } else { (shortLots, shortCost) = (lots, cost) }
        positions = 1
    }

    var isEmpty: Bool { positions == 0 }
    var netLots: Int64 { longLots &- shortLots }

    mutating func add(_ other: Holding) {
        longLots &+= other.longLots
        shortLots &+= other.shortLots
        longCost &+= other.longCost
        shortCost &+= other.shortCost
        positions &+= other.positions
    }

    mutating func remove(_ other: Holding) {
        longLots &-= other.longLots
        shortLots &-= other.shortLots
        longCost &-= other.longCost
        shortCost &-= other.shortCost
        positions &-= other.positions
    }

    /// What closing everything would bring at these prices (longs at bid, shorts at ask), per unit of contract, in profit currency.
    func floating(bid: Int64, ask: Int64) -> Double {
        let long = Int128(bid) &* Int128(longLots) &- longCost
        let short = shortCost &- Int128(ask) &* Int128(shortLots)
        return (long &+ short).statistic / 1e16
    }

    /// Cash that opening took or brought, per unit of contract, in profit currency: the second leg of risk-domain 2.2.
    var openingCash: Double { (shortCost &- longCost).statistic / 1e16 }
}
