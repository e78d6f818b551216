import Brokerage
import Glibc
import Risk

/// What the baselines know of a client: sums over the deals and the markouts of the fills, nothing of the engine's own judgement.
struct ClientFeatures {
    static let names = [
        "trips", "short_holds", "log_hold", "win_share", "recent_wins", "usd", "usd_a_trip", "usd_deviation", "size_variation", "expert_share",
        "stop_share", "hour_entropy", "markout_1s", "markout_10s", "markout_60s", "markout_300s",
    ]
    private static let horizons = [3, 6, 8, 9]
    /// Trips in the ratio of recent wins.
    static let recent = 20

    private var opened: [Int64: Timestamp] = [:]
    private var trips = 0
    private var short = 0
    private var logHold = 0.0
    private var wins = 0
    private var lately: [Bool] = []
    private var usd = 0.0
    private var usdSquares = 0.0
    private var opens = 0
    private var lots = 0.0
    private var lotSquares = 0.0
    private var experts = 0
    private var stops = 0
    private var hours = [Double](repeating: 0, count: 24)
    private var markouts = [Double](repeating: 0, count: 4)
    private var markoutCounts = [Double](repeating: 0, count: 4)

    mutating func see(_ deal: Deal, usd result: Double) {
        usd += result
        if deal.entry == .in || deal.entry == .inOut {
            opens += 1
            lots += deal.volume.statistic
            lotSquares += deal.volume.statistic * deal.volume.statistic
            if deal.reason == .expert { experts += 1 }
            hours[Int(deal.time.seconds % 86_400 / 3600)] += 1
            opened[deal.position] = opened[deal.position] ?? deal.time
        }
        guard deal.entry != .in, let start = opened[deal.position] else { return }
        if deal.entry == .inOut { opened[deal.position] = deal.time }
        trips += 1
        let hold = max(1, deal.time.seconds(since: start))
        if hold < 60 { short += 1 }
        logHold += log(hold)
        if deal.profit > .zero { wins += 1 }
        lately.append(deal.profit > .zero)
        if lately.count > Self.recent { lately.removeFirst() }
        usdSquares += result * result
        if deal.reason == .stopLoss || deal.reason == .takeProfit { stops += 1 }
    }

    /// A mid some time after an opening fill.
    mutating func see(_ fact: MarkoutFact, side: Side, price: Double) {
        guard let slot = Self.horizons.firstIndex(of: Int(fact.kind)), price > 0 else { return }
        markouts[slot] += side.sign * (fact.value.statistic - price) / price * 1e4
        markoutCounts[slot] += 1
    }

    var tripCount: Int { trips }
    var shortShare: Double { trips >= 20 ? Double(short) / Double(trips) : 0 }
    var recentWins: Double { lately.count >= Self.recent ? Double(lately.count { $0 }) / Double(lately.count) : 0.5 }

    /// In the order of ``names``; counts and money on a logarithmic scale.
    var values: [Double] {
        let n = Double(max(1, trips))
        let mean = usd / n
        let deviation = max(0, usdSquares / n - mean * mean).squareRoot()
        let size = lots / Double(max(1, opens))
        let spread = max(0, lotSquares / Double(max(1, opens)) - size * size).squareRoot()
        let total = hours.reduce(0, +)
        let entropy = total > 0 ? hours.reduce(0) { $1 > 0 ? $0 - $1 / total * log($1 / total) : $0 } / log(24) : 0
        let base = [
            log(n), shortShare, logHold / n, Double(wins) / n, recentWins, Self.signedLog(usd), Self.signedLog(mean),
            deviation > 0 ? mean / deviation * n.squareRoot() : 0, size > 0 ? spread / size : 0, Double(experts) / Double(max(1, opens)),
            Double(stops) / n, entropy,
        ]
        // A mean over few fills is drawn to zero.
        return base + markouts.indices.map { markouts[$0] / (markoutCounts[$0] + 20) }
    }

    private static func signedLog(_ value: Double) -> Double { value < 0 ? -log(1 - value) : log(1 + value) }
}
