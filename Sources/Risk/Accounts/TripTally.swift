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
    /// Hold times in milliseconds.
    private(set) var holds = LogHistogram(floorBits: 0)

    mutating func add(_ trip: RoundTrip) {
        count += 1
        if trip.net > .zero { (wins, gains) = (wins + 1, gains + trip.net) } else { losses -= trip.net }
        if let result = trip.resultBps { yields.add(result) }
        holds.add(trip.hold / 1000)
    }

    var net: Money { gains - losses }
    var winRate: Double? { count > 0 ? Double(wins) / Double(count) : nil }
    /// Gains over losses.
    var profitFactor: Double? { losses > .zero ? gains.statistic / losses.statistic : nil }
    /// Result of a mean trade, in the account's currency.
    var expectancy: Double? { count > 0 ? net.statistic / Double(count) : nil }
}
