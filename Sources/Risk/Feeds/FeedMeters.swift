import Glibc

/// What a symbol's own feed is usually like: spread by hour, pauses between quotes, volatility, distance from the reference.
struct FeedMeters: Sendable, BitwiseCopyable {
    /// Constants of time in microseconds: of the distance from the reference, and of the two volatilities.
    private static let basisMemory = 600e6
    private static let fastMemory = 10e6
    private static let slowMemory = 600e6

    private var spreads = InlineArray<24, RunningMedian>(repeating: RunningMedian())
    private var gaps = RunningMedian()
    /// Own mid less reference mid, drifting.
    private(set) var basis = 0.0
    private var hasBasis = false
    /// Decaying sums of squared moves, and their time.
    private var fast = 0.0
    private var slow = 0.0
    private var fastTime = 0.0
    private var slowTime = 0.0
    /// Mean and variance of the spread over about a thousand quotes.
    private var spreadMean = 0.0
    private var spreadVariance = 0.0
    /// Sign of the last move of the mid.
    private(set) var lastMove: Int8 = 0

    mutating func add(_ quote: Quote, after previous: Quote?) {
        let spread = Double(quote.ask) - Double(quote.bid)
        if spread > 0 { spreads[PlaceboRates.hour(of: quote.time)].add(spread) }
        guard let previous else {
            spreadMean = spread
            return
        }
        let away = spread - spreadMean
        spreadMean += away / 1000
        spreadVariance += (away * away - spreadVariance) / 1000
        let step = Double(quote.time &- previous.time)
        if step > 0 { gaps.add(step) }
        let move = Double(quote.mid) - Double(previous.mid)
        if move != 0 { lastMove = move > 0 ? 1 : -1 }
        (fast, fastTime) = Self.decayed(fast, fastTime, move * move, step, Self.fastMemory)
        (slow, slowTime) = Self.decayed(slow, slowTime, move * move, step, Self.slowMemory)
    }

    private static func decayed(_ sum: Double, _ time: Double, _ square: Double, _ step: Double, _ memory: Double) -> (Double, Double) {
        let kept = 1 / (1 + max(0, step) / memory)
        return (sum * kept + square, time * kept + max(0, step))
    }

    /// Follows the standing distance from the reference. A single large one hardly moves it.
    mutating func compare(own: Quote, reference: Quote, after step: Int64) {
        let distance = Double(own.mid) - Double(reference.mid)
        let spread = max(1, Double(own.ask) - Double(own.bid))
        guard hasBasis else {
            // Feeds of one price differ by less than the spread; what differs by more is another price.
            (hasBasis, basis) = (true, abs(distance) > 3 * spread ? distance : 0)
            return
        }
        let held = min(max(distance - basis, -2 * spread), 2 * spread)
        basis += held * min(1, Double(min(max(0, step), 5_000_000)) / Self.basisMemory)
    }

    /// The usual spread at an hour, in hundred-millionths; nil before enough quotes.
    func usualSpread(hour: Int) -> Double? {
        let median = spreads.span[max(0, hour) % 24]
        return median.isSettled ? median.value : nil
    }

    /// The usual pause between quotes, in microseconds.
    var usualGap: Double { gaps.value }

    func spreadDeviation(_ spread: Double) -> Double {
        spreadVariance > 0 ? (spread - spreadMean) / spreadVariance.squareRoot() : .nan
    }

    /// Volatility of the last seconds over that of the last minutes.
    var volatilityRatio: Double {
        guard slowTime > 60e6, fastTime > 0, slow > 0 else { return .nan }
        return (fast / fastTime / (slow / slowTime)).squareRoot()
    }
}
