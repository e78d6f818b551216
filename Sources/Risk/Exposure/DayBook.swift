import Brokerage

/// What an account did in one symbol on its newest day. Money in hundred-millionths of the account's currency, client side.
struct DayCell: Sendable, BitwiseCopyable {
    var instrument: Int32
    var deals: Int32 = 0
    /// What the day's trades added to what is open: lots, bought less sold, and the cash that opening them brought.
    var lots: Int64 = 0
    var cash: Int128 = 0
    var profit: Int64 = 0
    var swap: Int64 = 0
    /// Commissions and fees.
    var commission: Int64 = 0
    /// In hundredths.
    var turnover: Int64 = 0
    /// House side, in hundredths: what clients paid over the mid, on fills whose mid is known.
    var capture: Int64 = 0
    /// The fill against the mid ten and sixty seconds later, and what was captured of those fills.
    var markouts = InlineArray<2, DayMarkout>(repeating: DayMarkout())

    init(instrument: Int32) { self.instrument = instrument }
}

/// Fills whose mid at the deal and at a horizon are both known. House side, in hundredths of the account's currency.
struct DayMarkout: Sendable, BitwiseCopyable {
    var markout: Int64 = 0
    var capture: Int64 = 0
    var n: Int32 = 0
}

/// What an account did on its newest day (UTC).
struct DayBook: Sendable, SnapshotPart {
    private(set) var day = Int32.min
    private(set) var cells: [DayCell] = []
    /// Paid to introducers, charged beside trades, and given as a bonus.
    private(set) var rebates: Int64 = 0
    private(set) var charges: Int64 = 0
    private(set) var bonus: Int64 = 0

    mutating func code(_ coder: inout SnapshotCoder) throws(SnapshotError) {
        try coder.value(&day)
        try coder.list(&cells)
        try coder.value(&rebates)
        try coder.value(&charges)
        try coder.value(&bonus)
    }

    /// Gives back the room of a day that nobody will ask for again.
    mutating func forget(before day: Int32) {
        if self.day < day { self = DayBook() }
    }

    /// Any deal. False when it is of an earlier day.
    private mutating func turn(to time: Int64) -> Bool {
        let day = UTCDay.of(time)
        guard day >= self.day else { return false }
        guard day > self.day else { return true }
        self.day = day
        cells.removeAll(keepingCapacity: true)
        (rebates, charges, bonus) = (0, 0, 0)
        return true
    }

    /// Money that came without a trade. Payments in and out and credits are no result.
    mutating func add(_ deal: borrowing Deal) {
        guard turn(to: deal.time.microseconds) else { return }
        switch deal.action {
        case .agent: rebates = rebates.addingSaturated(deal.net.units)
        case .bonus: bonus = bonus.addingSaturated(deal.net.units)
        case .charge, .correction, .commission, .interest, .dividend, .tax, .other: charges = charges.addingSaturated(deal.net.units)
        case .buy, .sell, .balance, .credit: break
        }
    }

    /// - Parameters:
    ///   - turnover: notional in hundredths of the account's currency.
    ///   - cell: where the instrument was last.
    mutating func add(_ deal: borrowing Deal, _ effect: borrowing TradeEffect, instrument: Int, turnover: Int64, cell: inout Int32) {
        guard turn(to: deal.time.microseconds) else { return }
        let slot = slot(of: instrument, &cell)
        let isLong = deal.action == .buy
        cells[slot].deals &+= 1
        cells[slot].profit = cells[slot].profit.addingSaturated(deal.profit.units)
        cells[slot].swap = cells[slot].swap.addingSaturated(deal.swap.units)
        cells[slot].commission = cells[slot].commission.addingSaturated((deal.commission + deal.fee).units)
        cells[slot].turnover = cells[slot].turnover.addingSaturated(turnover)
        let openCost = Int128(effect.opened) &* Int128(deal.price.units)
        // What a deal closes lay on the other side.
        cells[slot].lots &+= isLong ? effect.opened &+ effect.outLots : 0 &- effect.opened &- effect.outLots
        cells[slot].cash &+= isLong ? 0 &- openCost &- effect.outCost : openCost &+ effect.outCost
    }

    /// A mid that became known for a fill. Markouts are in ten-thousandths of a basis point, client side.
    mutating func learn(_ markout: Int64, kind: UInt8, of deal: borrowing PendingDeal, instrument: Int, cell: inout Int32) {
        guard kind == MarkoutFact.midAtDeal || Self.horizons.contains(kind), UTCDay.of(deal.time) == day else { return }
        let slot = slot(of: instrument, &cell)
        let gain = Self.gain(markout, deal.weight)
        guard let place = Self.horizons.firstIndex(of: kind) else {
            cells[slot].capture &-= gain
            return
        }
        guard deal.mid != 0 else { return }
        cells[slot].markouts[place].markout &-= gain
        cells[slot].markouts[place].capture &-= Self.gain(deal.markout(at: deal.mid), deal.weight)
        cells[slot].markouts[place].n &+= 1
    }

    /// Ten and sixty seconds.
    private static let horizons: [UInt8] = [6, 8]

    /// Whole numbers, so that the order in which mids become known does not matter.
    private static func gain(_ markout: Int64, _ weight: Int64) -> Int64 {
        let product = Int128(markout) &* Int128(weight)
        return ((product &+ (product < 0 ? -50_000_000 : 50_000_000)) / 100_000_000).saturated
    }

    private mutating func slot(of instrument: Int, _ cell: inout Int32) -> Int {
        let wanted = Int32(truncatingIfNeeded: instrument)
        if cells.indices.contains(Int(cell)), cells[Int(cell)].instrument == wanted { return Int(cell) }
        let known = cells.lastIndex { $0.instrument == wanted }
        if known == nil { cells.append(DayCell(instrument: wanted)) }
        cell = Int32(truncatingIfNeeded: known ?? cells.count - 1)
        return Int(cell)
    }
}
