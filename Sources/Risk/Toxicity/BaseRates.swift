/// How often trades are toxic: by symbol and hour, drawn to the symbol's rate, and that to the rate of all (risk-domain 4.5, 5.2).
///
/// Counts forget, for rates move with volatility.
struct BaseRates: Sendable {
    /// Symbols beyond this many have the rate of all.
    static let symbolLimit = 1024
    static let unlisted = UInt16.max
    /// Trades that the wider rate is worth (risk-domain 5.2).
    private static let strength: Float = 50
    /// Before anything is seen.
    private static let start: Float = 0.2
    /// A cell's hour, its symbol and all together remember about this many trades.
    private static let memory: (hour: Float, symbol: Float, all: Float) = (1_000, 5_000, 20_000)
    private static let rowSize = 25 * 3

    /// Per horizon.
    private(set) var all = [RateCell](repeating: RateCell(), count: 3)
    /// A row a symbol: 24 hours and the symbol itself, each with all horizons.
    private(set) var rows: [RateCell] = []

    init() {}

    /// The row of a symbol, made when it is new.
    mutating func row(_ symbol: Int) -> UInt16 {
        guard symbol >= 0, symbol < Self.symbolLimit else { return Self.unlisted }
        let missing = (symbol + 1) * Self.rowSize - rows.count
        if missing > 0 { rows.append(contentsOf: repeatElement(RateCell(), count: missing)) }
        return UInt16(symbol)
    }

    func rate(_ symbol: UInt16, hour: UInt8, _ horizon: Int) -> Float {
        let wide = all[horizon].shrunk(to: Self.start, Self.strength)
        guard let row = place(symbol) else { return wide }
        let middle = rows[row + 24 * 3 + horizon].shrunk(to: wide, Self.strength)
        return rows[row + Int(hour % 24) * 3 + horizon].shrunk(to: middle, Self.strength)
    }

    mutating func learn(_ symbol: UInt16, hour: UInt8, _ horizon: Int, isToxic: Bool) {
        all[horizon].add(isToxic, memory: Self.memory.all)
        guard let row = place(symbol) else { return }
        rows[row + 24 * 3 + horizon].add(isToxic, memory: Self.memory.symbol)
        rows[row + Int(hour % 24) * 3 + horizon].add(isToxic, memory: Self.memory.hour)
    }

    /// Keeps the rate of all alone, for when symbols are numbered anew.
    mutating func forgetSymbols() { rows.removeAll() }

    private func place(_ symbol: UInt16) -> Int? {
        let row = Int(symbol) * Self.rowSize
        return row < rows.count ? row : nil
    }
}

/// A count of trades and of toxic ones among them that forgets.
struct RateCell: Sendable, BitwiseCopyable {
    private(set) var toxic: Float = 0
    private(set) var n: Float = 0

    init() {}

    mutating func add(_ isToxic: Bool, memory: Float) {
        let kept = 1 - 1 / memory
        toxic = toxic * kept + (isToxic ? 1 : 0)
        n = n * kept + 1
    }

    /// Posterior mean (κπ + k)/(κ + n) (risk-domain 5.2).
    func shrunk(to prior: Float, _ strength: Float) -> Float { (strength * prior + toxic) / (strength + n) }
}

extension BaseRates: SnapshotPart {
    mutating func code(_ coder: inout SnapshotCoder) throws(SnapshotError) {
        try coder.list(&all)
        try coder.list(&rows)
    }

    var isWhole: Bool { all.count == 3 && rows.count % Self.rowSize == 0 && rows.count / Self.rowSize <= Self.symbolLimit }
}
