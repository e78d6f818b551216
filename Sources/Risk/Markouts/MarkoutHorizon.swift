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

    public static func seconds(_ index: Int) -> Double { Double(microseconds[index]) / 1e6 }
}
