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
        let complete = add(result, to: &cluster, trip)
        // Closes by a stop, a target or the server were no decisions.
        if trip.closeReason.isDecision { cluster.decide(result) }
        return complete
    }

    private mutating func add(_ result: Double, to cluster: inout TripCluster, _ trip: RoundTrip) -> TripCluster? {
        var complete: TripCluster?
        yields.add(result)
        if !cluster.takes(trip) {
            if cluster.n > 0 { complete = cluster }
            cluster = TripCluster(trip)
            clusters += 1
        }
        cluster.until = max(cluster.until, trip.closedAt)
        clusterSquares += result * (2 * cluster.sum + result)
        clusterCross += cluster.sum + result * (cluster.n + 1)
        clusterCounts += 2 * cluster.n + 1
        cluster.sum += result
        cluster.n += 1
        return complete
    }

    /// The mean yield with what is still open counted as if it were closed.
    ///
    /// Trades of one symbol that were open at the same time share their market: a basket is one observation, however many trades it is made
    /// of.
    /// - Parameters:
    ///   - open: yields of open positions in basis points, summed by symbol.
    ///   - swings: variance of the sum of all results by what they went through, as ``ClientHistory/resultVariance`` has it.
    ///   - typical: standard deviation of single trades with most clients; zero when not known.
    func sample(with open: [TripCluster] = [], swings: Double = 0, typical: Double) -> TripSample {
        var (n, sum) = (Double(yields.n), yields.mean * Double(yields.n))
        var (squares, cross, counts) = (clusterSquares, clusterCross, clusterCounts)
        for cluster in open {
            (n, sum) = (n + cluster.n, sum + cluster.sum)
            (squares, cross) = (squares + cluster.sum * cluster.sum, cross + cluster.sum * cluster.n)
            counts += cluster.n * cluster.n
        }
        let mean = n > 0 ? sum / n : 0
        let groups = Double(clusters + open.count)
        let error = MeanError.squared(
            n: n, mean: mean, variance: yields.variance, groups: groups, between: squares - 2 * mean * cross + mean * mean * counts,
            typical: typical)
        return TripSample(n: Int(n), mean: mean, errorVariance: n > 0 ? max(error, swings / (n * n)) : error, clusters: Int(groups))
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

/// Mean yield of an account's trades.
struct TripSample: Sendable {
    var n: Int
    /// Basis points.
    var mean: Double
    /// Squared standard error of ``mean``; infinite for fewer than two trades.
    var errorVariance: Double
    /// Independent observations.
    var clusters: Int
}

/// The trades of an account in one symbol that were open at the same time, up to a day of them.
struct TripCluster: Sendable, BitwiseCopyable {
    private static let longest: Int64 = 86_400_000_000

    private(set) var since: Int64 = .min
    /// The newest close.
    var until: Int64 = .min
    /// Basis points.
    var sum = 0.0
    var n = 0.0
    /// Of those that the client closed himself.
    private(set) var decisionSum: Float = 0
    private(set) var decisions: UInt32 = 0

    init() {}
    init(_ trip: RoundTrip) { self.init(at: trip.closedAt) }
    init(at time: Int64) { (since, until) = (time, time) }
    /// A sum of yields that has no place in time.
    init(sum: Double, n: Double) { (self.sum, self.n) = (sum, n) }

    func takes(_ trip: RoundTrip) -> Bool {
        n > 0 && trip.closedAt &- since < Self.longest && trip.openedAt < until
    }

    var mean: Double { n > 0 ? sum / n : 0 }

    mutating func decide(_ result: Double) {
        decisionSum += Float(result)
        decisions &+= 1
    }
}
