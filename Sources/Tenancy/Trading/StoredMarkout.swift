import Brokerage

/// What ticks taught about a deal: the mid quote at one horizon.
public struct StoredMarkout: Sendable, Equatable {
    /// How many figures a deal may have: thirteen horizons after it, four before it, and its own mid and two rates.
    public static let horizonCount = 20

    public var deal: DealID
    /// 0 up to ``horizonCount``; what each stands for is the risk engine's matter.
    public var horizon: Int
    public var mid: Price

    public init(deal: DealID, horizon: Int, mid: Price) { (self.deal, self.horizon, self.mid) = (deal, horizon, mid) }
}
