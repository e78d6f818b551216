/// Sums of one account's markouts after it opened: at the horizons that the score needs, and at the deal itself.
///
/// Markouts become known in the order of the ticks, which nobody keeps, so everything here is a whole number: sums of whole
/// numbers do not depend on their order, and a rebuild from the stored mids gives the same figures bit for bit. The whole curve is
/// a question to the stored mids: ``MarkoutCurve``.
struct MarkoutTally: Sendable, BitwiseCopyable {
    /// One entry for each of ``MarkoutHorizon/scored``, and the last for the mid at the deal itself.
    static let slots = 6
    private var horizons = InlineArray<6, HorizonTally>(repeating: HorizonTally())

    /// The place of a kind of fact; nil for one that is not summed.
    static func slot(_ kind: UInt8) -> Int? {
        switch kind {
        case 3: 0
        case 6: 1
        case 8: 2
        case 9: 3
        case 11: 4
        case MarkoutFact.midAtDeal: 5
        default: nil
        }
    }

    mutating func add(_ markout: Int64, weight: Int64, at slot: Int, cluster: inout MarkoutCluster, block: Int32) {
        horizons[slot].add(markout, weight: weight, cluster: &cluster, block: block)
    }

    /// The sums at a horizon, by its index; nil where nothing is known.
    subscript(horizon: Int) -> HorizonTally? { UInt8(exactly: horizon).flatMap { self[kind: $0] } }

    subscript(kind kind: UInt8) -> HorizonTally? {
        guard let slot = Self.slot(kind) else { return nil }
        let tally = horizons.span[slot]
        return tally.n > 0 ? tally : nil
    }
}

/// Sums of markouts at one horizon, in 56 bytes.
///
/// Means are kept in ten-thousandths of a basis point; what is squared is kept in hundredths, and nothing counts beyond a tenth of
/// the price: a move like that within the hour is an error of data, or it would alone decide what the client is.
struct HorizonTally: Sendable, BitwiseCopyable {
    private static let limit: Int64 = 10_000_000

    private var count: Int32 = 0
    private var clusterCount: Int32 = 0
    private var sum: Int64 = 0
    private var squares: Int64 = 0
    /// Ten-thousandths of the account's currency.
    private var money: Int64 = 0
    /// Over clusters: squared sums, sums times counts, squared counts.
    private var clusterSquares: Int64 = 0
    private var clusterCross: Int64 = 0
    private var clusterCounts: Int64 = 0

    /// - Parameters:
    ///   - markout: in ten-thousandths of a basis point.
    ///   - weight: notional in hundredths of the account's currency.
    mutating func add(_ markout: Int64, weight: Int64, cluster: inout MarkoutCluster, block: Int32) {
        let markout = min(max(markout, -Self.limit), Self.limit)
        let coarse = (markout + (markout < 0 ? -50 : 50)) / 100
        count &+= 1
        sum &+= markout
        squares &+= coarse &* coarse
        money &+= Whole.nearest(Double(weight) * Double(markout) / 1e6)
        if cluster.block != block || cluster.n == 0 {
            cluster = MarkoutCluster(block: block)
            clusterCount &+= 1
        }
        // (s + m)² − s², (s + m)(n + 1) − s n, (n + 1)² − n².
        clusterSquares &+= coarse &* (2 &* cluster.sum &+ coarse)
        clusterCross &+= cluster.sum &+ coarse &* (Int64(cluster.n) &+ 1)
        clusterCounts &+= 2 &* Int64(cluster.n) &+ 1
        cluster.sum &+= coarse
        cluster.n &+= 1
    }

    var n: Int { Int(count) }
    /// Independent observations.
    var clusters: Int { Int(clusterCount) }
    /// Basis points.
    var mean: Double { count > 0 ? Double(sum) / Double(count) / 1e4 : 0 }
    /// What the markouts are worth, in the account's currency, as far as notionals are known.
    var gain: Double { Double(money) / 1e4 }
    /// Sample variance in squared basis points.
    var variance: Double {
        guard count > 1 else { return 0 }
        let mean = mean * 100
        return max(0, (Double(squares) - Double(count) * mean * mean) / Double(count - 1)) / 1e4
    }

    /// Squared standard error of the mean, in squared basis points; infinite for fewer than two deals. Deals in one symbol within
    /// five minutes share their market, so they count as one observation.
    var errorVariance: Double { errorVariance(typical: 0) }

    /// As ``errorVariance``, with the noise of a typical client to lean on where there are few deals.
    func errorVariance(typical: Double) -> Double {
        guard count > 1 else { return .infinity }
        let mean = mean * 100
        let between = Double(clusterSquares) - 2 * mean * Double(clusterCross) + mean * mean * Double(clusterCounts)
        return MeanError.squared(
            n: Double(count), mean: self.mean, variance: variance, groups: Double(clusterCount), between: between / 1e4, typical: typical)
    }
}

/// The deals of one account in one symbol and five minutes, as far as one horizon knows them.
struct MarkoutCluster: Sendable, BitwiseCopyable {
    static let microseconds: Int64 = 300_000_000

    /// Number of the five minutes since 1970.
    var block: Int32 = .min
    var n: Int32 = 0
    /// Hundredths of a basis point.
    var sum: Int64 = 0

    init() {}
    init(block: Int32) { self.block = block }

    static func block(of time: Int64) -> Int32 { Int32(truncatingIfNeeded: Whole.floorDivide(time, microseconds)) }
}
