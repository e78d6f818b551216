import Brokerage

/// What an account's closed trades say together (risk-domain 5.1).
struct TripTally: Sendable {
    private(set) var count = 0
    /// Closes whose opening is older than the known history.
    var incomplete = 0
    private(set) var wins = 0
    private(set) var gains = Money.zero
    private(set) var losses = Money.zero
    /// Result over notional of each trade, in basis points.
    private(set) var yields = Moments()
    /// Over clusters of trades: squared sums, sums times counts, squared counts, and how many there are.
    private var clusterSquares = 0.0
    private var clusterCross = 0.0
    private var clusterCounts = 0.0
    private var clusters = 0
    /// Hold times in milliseconds.
    private(set) var holds = LogHistogram(floorBits: 0)

    /// - Parameter cluster: the running cluster of the trade's symbol.
    /// - Returns: the cluster before it, when the trade began a new one.
    mutating func add(_ trip: RoundTrip, cluster: inout TripCluster) -> TripCluster? {
        count += 1
        if trip.net > .zero { (wins, gains) = (wins + 1, gains + trip.net) } else { losses -= trip.net }
        holds.add(trip.hold / 1000)
        guard let result = trip.resultBps else { return nil }
        let complete = add(result, to: &cluster, at: trip.closedAt)
        // Closes by a stop, a target or the server were no decisions.
        if trip.closeReason.isDecision { cluster.decide(result) }
        return complete
    }

    private mutating func add(_ result: Double, to cluster: inout TripCluster, at time: Int64) -> TripCluster? {
        var complete: TripCluster?
        yields.add(result)
        let block = Whole.floorDivide(time, MarkoutCluster.microseconds)
        if cluster.block != block || cluster.n == 0 {
            if cluster.n > 0 { complete = cluster }
            cluster = TripCluster(block: block)
            clusters += 1
        }
        clusterSquares += result * (2 * cluster.sum + result)
        clusterCross += cluster.sum + result * (cluster.n + 1)
        clusterCounts += 2 * cluster.n + 1
        cluster.sum += result
        cluster.n += 1
        return complete
    }

    /// Squared standard error of the mean yield, in squared basis points; infinite for fewer than two trades. A basket that is closed at
    /// once is one observation, however many trades it is made of.
    func errorVariance(typical: Double) -> Double {
        let mean = yields.mean
        let between = clusterSquares - 2 * mean * clusterCross + mean * mean * clusterCounts
        return MeanError.squared(
            n: Double(yields.n), mean: mean, variance: yields.variance, groups: Double(clusters), between: between, typical: typical)
    }

    var net: Money { gains - losses }
    /// Of winners, and of the others (negative), in the account's currency.
    var averageWin: Double? { wins > 0 ? gains.statistic / Double(wins) : nil }
    var averageLoss: Double? { count > wins ? -losses.statistic / Double(count - wins) : nil }
    var winRate: Double? { count > 0 ? Double(wins) / Double(count) : nil }
    /// Gains over losses.
    var profitFactor: Double? { losses > .zero ? gains.statistic / losses.statistic : nil }
    /// Result of a mean trade, in the account's currency.
    var expectancy: Double? { count > 0 ? net.statistic / Double(count) : nil }
}

/// The trades of an account in one symbol that closed within the same five minutes.
struct TripCluster: Sendable, BitwiseCopyable {
    var block: Int64 = .min
    /// Basis points.
    var sum = 0.0
    var n = 0.0
    /// Of those that the client closed himself.
    private(set) var decisionSum: Float = 0
    private(set) var decisions: UInt32 = 0

    init(block: Int64 = .min) { self.block = block }

    var mean: Double { n > 0 ? sum / n : 0 }

    mutating func decide(_ result: Double) {
        decisionSum += Float(result)
        decisions &+= 1
    }
}
