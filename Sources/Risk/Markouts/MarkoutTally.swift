/// Sums of one account's markouts on one side, by horizon.
///
/// Markouts become known in the order of the ticks, which nobody keeps, so everything here is a whole number: sums of whole
/// numbers do not depend on their order, and a rebuild from the stored mids gives the same figures bit for bit.
struct MarkoutTally: Sendable, SnapshotPart {
    /// Largest markout counted, in ten-thousandths of a basis point: the whole price. Beyond it a figure is an error of data.
    static let limit: Int64 = 100_000_000
    /// One entry a horizon, and the last for the mid at the deal itself.
    static let slots = MarkoutHorizon.count + 1
    static let dealSlot = MarkoutHorizon.count

    /// Empty until the first markout is known: accounts without ticks cost nothing.
    private(set) var horizons: [HorizonTally] = []

    mutating func add(_ markout: Int64, weight: Int64, at slot: Int, cluster: inout MarkoutCluster, block: Int64) {
        if horizons.isEmpty { horizons = Array(repeating: HorizonTally(), count: Self.slots) }
        horizons[slot].add(markout, weight: weight, cluster: &cluster, block: block)
    }

    mutating func code(_ coder: inout SnapshotCoder) throws(SnapshotError) { try coder.list(&horizons) }

    subscript(slot: Int) -> HorizonTally? { slot < horizons.count && horizons[slot].n > 0 ? horizons[slot] : nil }
}

/// Sums of markouts at one horizon. Markouts are in ten-thousandths of a basis point.
struct HorizonTally: Sendable {
    private(set) var n: Int64 = 0
    private var sum: Int64 = 0
    private var squares: Int128 = 0
    private var weights: Int128 = 0
    private var weightedSum: Int128 = 0
    /// Over clusters: squared sums, sums times counts, squared counts, and how many there are.
    private var clusterSquares: Int128 = 0
    private var clusterCross: Int128 = 0
    private var clusterCounts: Int128 = 0
    private(set) var clusters: Int64 = 0

    mutating func add(_ markout: Int64, weight: Int64, cluster: inout MarkoutCluster, block: Int64) {
        n += 1
        sum &+= markout
        squares &+= Int128(markout) &* Int128(markout)
        weights &+= Int128(weight)
        weightedSum &+= Int128(weight) &* Int128(markout)
        if cluster.block != block || cluster.n == 0 {
            cluster = MarkoutCluster(block: block)
            clusters += 1
        }
        replace(cluster, by: -1)
        cluster.sum &+= markout
        cluster.n &+= 1
        replace(cluster, by: 1)
    }

    private mutating func replace(_ cluster: MarkoutCluster, by sign: Int128) {
        let (sum, n) = (Int128(cluster.sum), Int128(cluster.n))
        clusterSquares &+= sign &* (sum &* sum)
        clusterCross &+= sign &* (sum &* n)
        clusterCounts &+= sign &* (n &* n)
    }

    /// Basis points.
    var mean: Double { n > 0 ? Double(sum) / Double(n) / 1e4 : 0 }
    /// Basis points, weighted by notional; the plain mean where no notional is known.
    var weightedMean: Double { weights > 0 ? weightedSum.statistic / weights.statistic / 1e4 : mean }
    /// What the markouts are worth, in the account's currency, as far as notionals are known.
    var gain: Double { weightedSum.statistic / 1e8 / 100 }
    /// Sample variance in squared basis points.
    var variance: Double {
        guard n > 1 else { return 0 }
        let mean = Double(sum) / Double(n)
        return max(0, (squares.statistic - Double(n) * mean * mean) / Double(n - 1)) / 1e8
    }

    /// Squared standard error of the mean, in squared basis points; infinite for fewer than two deals. Deals in one symbol within
    /// five minutes share their market, so they count as one observation.
    var errorVariance: Double { errorVariance(typical: 0) }

    /// As ``errorVariance``, with the noise of a typical client to lean on where there are few deals.
    func errorVariance(typical: Double) -> Double {
        guard n > 1 else { return .infinity }
        let mean = Double(sum) / Double(n)
        let between = clusterSquares.statistic - 2 * mean * clusterCross.statistic + mean * mean * clusterCounts.statistic
        return MeanError.squared(
            n: Double(n), mean: self.mean, variance: variance, groups: Double(clusters), between: between / 1e8, typical: typical)
    }
}

/// The deals of one account in one symbol and five minutes, as far as one horizon knows them.
struct MarkoutCluster: Sendable {
    static let microseconds: Int64 = 300_000_000

    var block: Int64 = .min
    var sum: Int64 = 0
    var n: Int32 = 0

    init() {}
    init(block: Int64) { self.block = block }
}
