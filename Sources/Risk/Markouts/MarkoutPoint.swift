/// Which deals a markout curve is made of.
public enum MarkoutSide: String, Sendable, CaseIterable {
    /// Deals that opened: they tell what the client knew.
    case open
    /// Closes that the client decided (no stop loss, take profit or stop-out).
    case close
}

/// How much a point of a markout curve can carry.
public enum MarkoutQuality: String, Sendable {
    case good
    /// Under 30 deals: the interval is a range, not a confidence.
    case fewTrades = "few_trades"
}

/// One point of a client's markout curve; positive is the client's gain.
public struct MarkoutPoint: Sendable, Equatable {
    public var horizonSeconds: Double
    public var n: Int
    /// Each deal weighing the same.
    public var meanBps: Double
    /// Weighted by notional in USD. Apart from the mean when size carries information.
    public var weightedBps: Double
    /// Gain in USD per million of notional.
    public var usdPerMillion: Double
    /// The 95 % interval of the mean. Deals of one symbol within five minutes count as one observation.
    public var lowBps: Double?
    public var highBps: Double?
    public var quality: MarkoutQuality
}

extension MarkoutPoint {
    init(_ tally: HorizonTally, seconds: Double) {
        // Observations are the clusters; one alone has no spread.
        let error = tally.errorVariance.squareRoot()
        let width = tally.clusters > 1 && error.isFinite ? error * StudentT.bound(0.95, degrees: Double(tally.clusters - 1)) : nil
        self.init(
            horizonSeconds: seconds, n: Int(tally.n), meanBps: tally.mean, weightedBps: tally.weightedMean, usdPerMillion: tally.mean * 100,
            lowBps: width.map { tally.mean - $0 }, highBps: width.map { tally.mean + $0 }, quality: tally.n < 30 ? .fewTrades : .good)
    }
}
