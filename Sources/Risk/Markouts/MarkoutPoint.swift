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
    /// Some of the deals are stamped in whole seconds and could have happened at several moments: the interval spans both ends.
    case bounded
}

/// One point of a client's markout curve; positive is the client's gain, and the house's is its negative.
public struct MarkoutPoint: Sendable, Equatable {
    public var clock: MarkoutClock
    /// Seconds after the deal (negative: before it), or how many ticks or trades after it.
    public var horizon: Double
    public var n: Int
    /// Of the price of the fill, each deal weighing the same.
    public var meanBps: Double
    /// Weighted by notional. Apart from the mean when size carries information.
    public var weightedBps: Double
    /// Gain in USD per million of notional.
    public var usdPerMillion: Double
    /// The 95 % interval of the mean by stationary block bootstrap; nil for fewer than two deals.
    public var lowBps: Double?
    public var highBps: Double?
    /// From the mid at the deal instead of the fill: what the market did, the spread set aside. Nil where no such mid is known.
    public var fromMidBps: Double?
    public var fromMidLowBps: Double?
    public var fromMidHighBps: Double?
    public var quality: MarkoutQuality

    /// On the wall clock, the horizon; on the others the count, in place of seconds.
    public var horizonSeconds: Double { horizon }
}
