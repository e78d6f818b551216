import Brokerage

@testable import Risk

/// A made-up market of several years, day by day, from one seed.
struct MarketDays {
    private var dice: Dice
    private(set) var mids: [String: Double]
    private let deviations: [String: Double]

    init(seed: UInt64, _ symbols: [(name: String, mid: Double, deviation: Double)]) {
        dice = Dice(seed: seed)
        mids = Dictionary(uniqueKeysWithValues: symbols.map { ($0.name, $0.mid) })
        deviations = Dictionary(uniqueKeysWithValues: symbols.map { ($0.name, $0.deviation) })
    }

    /// Quotes every symbol once a weekday, at noon.
    mutating func run(_ bench: inout Bench, from day: Int = 0, days: Int) {
        for day in day..<(day + days) where day % 7 < 5 {
            for (name, mid) in mids.sorted(by: { $0.key < $1.key }) {
                let next = mid * (1 + (deviations[name] ?? 0) * normal())
                mids[name] = next
                let price = Price(rounding: next) ?? .zero
                bench.engine.apply(
                    Tick(symbol: name, bid: price, ask: price, time: Bench.time(Double(day) * 86_400)), on: bench.connection)
            }
        }
    }

    /// Nearly normal, with mean zero and deviation one.
    mutating func normal() -> Double { (0..<12).reduce(-6.0) { sum, _ in sum + Double(dice.below(1_000_000)) / 1e6 } }
}
