/// The times after (and before) a deal at which the market is compared with the deal's price (risk-domain 4.1).
public enum MarkoutHorizon {
    /// Microseconds after the deal, rising, then before it (negative). The position in this list is a horizon's index.
    public static let microseconds: [Int64] = [
        100_000, 250_000, 500_000, 1_000_000, 2_000_000, 5_000_000, 10_000_000, 30_000_000, 60_000_000, 300_000_000, 900_000_000,
        3_600_000_000, 14_400_000_000, -1_000_000, -5_000_000, -10_000_000, -30_000_000,
    ]
    /// How many of them lie after the deal: the first of the list.
    public static let afterCount = 13
    public static var count: Int { microseconds.count }

    /// Indexes of the horizons that go into the score: 1 s, 10 s, 60 s, 300 s and 1 h. Few, so that the best of them means something.
    public static let scored = [3, 6, 8, 9, 11]
    /// One hour.
    static let hour = 11
    /// The horizon at which closes are summed: 1 s.
    static let closing = 3
    /// Horizons under five seconds, which a deal stamped in whole seconds may not be able to tell (risk-domain 1.3).
    static let short = 0..<5

    public static func seconds(_ index: Int) -> Double { Double(microseconds[index]) / 1e6 }
}

/// What a markout counts in.
public enum MarkoutClock: String, Sendable, CaseIterable {
    /// Seconds.
    case wall
    /// Ticks of the symbol after the deal.
    case ticks
    /// Trades in the symbol after the deal, by anyone.
    case trades

    static let tickCounts: [Int64] = [1, 5, 20, 100]
    static let tradeCounts = [1, 5, 20]

    /// The clock's points in rising order, each with the kind of fact that tells it.
    var points: [(horizon: Double, kind: UInt8)] {
        switch self {
        case .wall:
            MarkoutHorizon.microseconds.indices.sorted { MarkoutHorizon.microseconds[$0] < MarkoutHorizon.microseconds[$1] }
                .map { (MarkoutHorizon.seconds($0), UInt8($0)) }
        case .ticks: zip(Self.tickCounts, MarkoutFact.tick1...MarkoutFact.tick100).map { (Double($0), $1) }
        case .trades: zip(Self.tradeCounts, MarkoutFact.trade1...MarkoutFact.trade20).map { (Double($0), $1) }
        }
    }
}
