import Brokerage

/// What a liquidity provider holds for the house in one instrument.
struct ProviderPosition: Sendable {
    /// Hundred-millionths of a lot, bought less sold.
    private(set) var lots: Int64 = 0
    /// Lots times price of what is open, with the sign of ``lots``.
    private(set) var cost: Int128 = 0
    /// The newest day with fills: lots that came, and the cash that they took or brought (lots times price).
    private(set) var day = Int32.min
    private(set) var dayLots: Int64 = 0
    private(set) var dayCash: Int128 = 0
    private(set) var dayCommission: Int64 = 0

    mutating func add(_ fill: borrowing ProviderFill) {
        let signed = fill.side == .buy ? fill.volume.units : 0 &- fill.volume.units
        turn(to: UTCDay.of(fill.time.microseconds), signed, fill)
        let isClosing = lots != 0 && (lots > 0) != (signed > 0)
        let closing = isClosing ? min(lots.magnitude, signed.magnitude) : 0
        if closing > 0 {
            // What is left keeps its price.
            cost = closing == lots.magnitude ? 0 : cost &- cost / Int128(lots.magnitude) &* Int128(closing)
        }
        let opening = signed.magnitude &- closing
        let opened = Int128(opening) &* Int128(fill.price.units)
        cost = cost &+ (signed > 0 ? opened : 0 &- opened)
        lots = lots.addingSaturated(signed)
    }

    private mutating func turn(to day: Int32, _ signed: Int64, _ fill: borrowing ProviderFill) {
        guard day >= self.day else { return }
        if day > self.day { (self.day, dayLots, dayCash, dayCommission) = (day, 0, 0, 0) }
        dayLots = dayLots.addingSaturated(signed)
        dayCash = dayCash &- Int128(signed) &* Int128(fill.price.units)
        dayCommission = dayCommission.addingSaturated(fill.commission?.units ?? 0)
    }

    /// Cash that opening took or brought, per unit of contract, in profit currency.
    var openingCash: Double { 0 - cost.statistic / 1e16 }
}

/// What all providers hold.
struct ProviderBook: Sendable {
    /// By instrument; nil where no fill is known.
    private var positions: [ProviderPosition?] = []
    /// By underlying: since when client and provider are further apart than is tolerated, in microseconds.
    private var apartSince: [Int64?] = []
    private(set) var hasFills = false

    mutating func add(_ fill: borrowing ProviderFill, instrument: Int) {
        while positions.count <= instrument { positions.append(nil) }
        var position = positions[instrument] ?? ProviderPosition()
        position.add(fill)
        positions[instrument] = position
        hasFills = true
    }

    func position(of instrument: Int) -> ProviderPosition? { instrument < positions.count ? positions[instrument] : nil }

    func apartSince(_ underlying: Int) -> Int64? { underlying < apartSince.count ? apartSince[underlying] : nil }

    /// Underlyings in which they are apart.
    var apart: [Int] { apartSince.indices.filter { apartSince[$0] != nil } }

    mutating func setApart(_ underlying: Int, since: Int64?) {
        while apartSince.count <= underlying { apartSince.append(nil) }
        apartSince[underlying] = since
    }
}
