import Brokerage

/// An open position as its deals made it, and what the trading server itself said of it since.
struct PositionLife: Sendable {
    let ticket: Int64
    let instrument: Int
    /// Position in the account's list of symbols.
    let symbol: Int
    let isLong: Bool
    /// Hundred-millionths of a lot still open by the deals, and what opening them cost (lots times price).
    private(set) var open: Int64 = 0
    private(set) var openCost: Int128 = 0
    /// Everything ever opened and closed.
    private(set) var inLots: Int64 = 0
    private(set) var inCost: Int128 = 0
    private(set) var outLots: Int64 = 0
    private(set) var outCost: Int128 = 0
    private(set) var openedAt: Int64
    private(set) var closedAt: Int64 = .min
    private(set) var net = Money.zero
    private(set) var swap = Money.zero
    private(set) var costs = Money.zero
    private(set) var closeReason = DealReason.client
    private(set) var legs: Int32 = 0
    /// Whether it was opened around a release.
    var openedAtNews = false
    var notional = 0.0
    private(set) var firstDeal = DealID(0)
    private(set) var lastDeal = DealID(0)
    private(set) var deals: Int32 = 0
    private(set) var counts = true
    /// The server's own volume and opening price; they hold until the next deal of the position.
    private(set) var stated: Stated?

    struct Stated: Sendable, Equatable {
        var lots: Int64
        var price: Int64
    }

    init(ticket: Int64, instrument: Int, symbol: Int, isLong: Bool, openedAt: Int64) {
        (self.ticket, self.instrument, self.symbol) = (ticket, instrument, symbol)
        (self.isLong, self.openedAt) = (isLong, openedAt)
    }

    /// True when no deal that opened it is known.
    var isIncomplete: Bool { inLots == 0 }
    /// Lots open, by the server's word if it spoke last.
    var lots: Int64 { stated?.lots ?? open }
    var cost: Int128 { stated.map { Int128($0.lots) &* Int128($0.price) } ?? openCost }
    /// What it adds to the sums of its symbol.
    var holding: Holding { lots > 0 ? Holding(isLong: isLong, lots: lots, cost: cost) : Holding() }
    /// Volume-weighted opening price of what is open, in hundred-millionths.
    var openPrice: Int64 { stated?.price ?? average(openCost, open) }

    mutating func state(_ lots: Int64, at price: Int64) { stated = Stated(lots: lots, price: price) }
    mutating func forgetStatement() { stated = nil }

    /// Every deal of the position, before its lots go in or out.
    mutating func note(_ deal: borrowing Deal, id: DealID) {
        if deals == 0 { firstDeal = id }
        lastDeal = id
        deals &+= 1
        net += deal.net
        swap += deal.swap
        costs += deal.commission + deal.fee
        closeReason = deal.reason
        closedAt = max(closedAt, deal.time.microseconds)
        if !deal.reason.isTrade { counts = false }
    }

    /// A position that the rest of a reversal opened: the deal's money stays with the side it closed.
    mutating func begin(with id: DealID, reason: DealReason) {
        (firstDeal, lastDeal, deals) = (id, id, 1)
        if !reason.isTrade { counts = false }
    }

    mutating func add(_ lots: Int64, at price: Int64) {
        legs &+= 1
        let cost = Int128(lots) &* Int128(price)
        (open, inLots) = (open.addingSaturated(lots), inLots.addingSaturated(lots))
        (openCost, inCost) = (openCost &+ cost, inCost &+ cost)
    }

    /// Takes lots out; the rest keeps its opening price.
    mutating func close(_ lots: Int64, at price: Int64) {
        if isIncomplete, let stated {
            self.stated = Stated(lots: max(0, stated.lots &- lots), price: stated.price)
            return
        }
        let lots = min(lots, open)
        openCost = lots == open ? 0 : openCost &- Int128(average(openCost, open)) &* Int128(lots)
        open -= lots
        outLots = outLots.addingSaturated(lots)
        outCost = outCost &+ Int128(lots) &* Int128(price)
    }

    /// What it was, once nothing is open.
    var roundTrip: RoundTrip {
        RoundTrip(
            instrument: instrument, isLong: isLong, lots: inLots, openPrice: average(inCost, inLots), closePrice: average(outCost, outLots),
            openedAt: openedAt, closedAt: closedAt, net: net, notional: notional, opening: firstDeal, closing: lastDeal, counts: counts,
            swap: swap, costs: costs, closeReason: closeReason, legs: legs, openedAtNews: openedAtNews)
    }

    private func average(_ cost: Int128, _ lots: Int64) -> Int64 {
        guard lots > 0 else { return 0 }
        // Rounded to the nearest, so that equal prices average to themselves.
        let half = Int128(lots) / 2
        return ((cost < 0 ? cost &- half : cost &+ half) / Int128(lots)).saturated
    }
}

extension Int64 {
    /// The sum held at the ends of the range.
    func addingSaturated(_ other: Int64) -> Int64 {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? (self < 0 ? .min : .max) : sum
    }
}

extension DealReason {
    /// False for records that only moved a position: rollover, migration, split.
    var isTrade: Bool {
        switch self {
        case .rollover, .migration, .split: false
        default: true
        }
    }
}
