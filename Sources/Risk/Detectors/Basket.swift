import Brokerage

/// Positions of one side of one symbol that are open together, from the first opening until none is left (risk-domain 6.6).
struct Basket: Sendable, BitwiseCopyable {
    /// Openings this close together, in seconds, are one order in parts.
    private static let sameOrder: Int64 = 2

    private(set) var instrument: Int32 = -1
    private(set) var isLong = false
    /// Openings of positions that are still open.
    private(set) var open: UInt16 = 0
    private(set) var legs: UInt16 = 0
    /// Of the legs after the first: those at a price worse than the mean of what was open, those of the same size as the one before, and
    /// those (and the first) with a stop.
    private(set) var losers: UInt16 = 0
    private(set) var sameSize: UInt16 = 0
    private(set) var stops: UInt16 = 0
    private var lastAt: UInt32 = 0
    private var lastPrice: Float = 0
    private var lastLots: Float = 0
    private var lots: Float = 0
    private var meanPrice: Float = 0
    private var gaps: Float = 0
    private var gapSquares: Float = 0
    private var stopDistances: Float = 0
    private(set) var net: Float = 0

    init() {}

    init(_ opening: OpeningTrade) {
        (instrument, isLong) = (Int32(truncatingIfNeeded: opening.instrument), opening.isLong)
        (legs, open, lastLots) = (1, 1, Float(opening.lots))
        take(opening)
    }

    var isEmpty: Bool { instrument < 0 }
    /// Legs after the first.
    var adds: Int { max(Int(legs) - 1, 0) }
    var loserShare: Double { adds > 0 ? Double(losers) / Double(adds) : 0 }
    var sameSizeShare: Double { adds > 0 ? Double(sameSize) / Double(adds) : 0 }

    func matches(_ instrument: Int, _ isLong: Bool) -> Bool { Int(self.instrument) == instrument && self.isLong == isLong }

    /// Spread over mean of the distances between legs; nil for fewer than two distances.
    var spacingVariation: Double? {
        guard adds > 1, gaps > 0 else { return nil }
        let n = Double(adds)
        let mean = Double(gaps) / n
        return max(0, (Double(gapSquares) - n * mean * mean) / (n - 1)).squareRoot() / mean
    }

    /// Every leg has a stop within a few spacings: a plan to scale in with a common end.
    func isStopped(within spacings: Double) -> Bool {
        guard stops == legs, adds > 0 else { return false }
        return Double(stopDistances) / Double(legs) <= spacings * Double(gaps) / Double(adds)
    }

    /// - Returns: whether it was another leg, at a price worse than the mean of what was open.
    mutating func add(_ opening: OpeningTrade) -> Bool {
        open = min(open, .max - 1) + 1
        guard legs < .max, seconds(opening.time) - Int64(lastAt) > Self.sameOrder else {
            weigh(opening)
            return false
        }
        let price = Float(opening.price)
        let isLoser = isLong ? price < meanPrice : price > meanPrice
        let gap = abs(price - lastPrice)
        legs += 1
        if isLoser { losers += 1 }
        if abs(Float(opening.lots) - lastLots) <= 0.01 * lastLots { sameSize += 1 }
        gaps += gap
        gapSquares += gap * gap
        lastLots = Float(opening.lots)
        take(opening)
        return isLoser
    }

    private mutating func take(_ opening: OpeningTrade) {
        (lastAt, lastPrice) = (UInt32(clamping: seconds(opening.time)), Float(opening.price))
        if opening.stop != 0 {
            stops += 1
            stopDistances += abs(Float(opening.price) - Float(opening.stop))
        }
        weigh(opening)
    }

    private mutating func weigh(_ opening: OpeningTrade) {
        let added = Float(opening.lots)
        lots += added
        guard lots > 0 else { return }
        meanPrice += (Float(opening.price) - meanPrice) * added / lots
    }

    /// - Returns: whether nothing is left of it.
    mutating func close(_ trip: RoundTrip) -> Bool {
        net += Float(trip.net.statistic)
        open = open > UInt16(clamping: trip.legs) ? open - UInt16(clamping: trip.legs) : 0
        return open == 0
    }

    private func seconds(_ time: Int64) -> Int64 { Whole.floorDivide(time, 1_000_000) }
}
