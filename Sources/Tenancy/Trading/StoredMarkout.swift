import Brokerage

/// What ticks taught about a deal: the mid quote at one horizon, or another figure that only ticks could tell.
public struct StoredMarkout: Sendable, Equatable {
    /// How many figures a deal may have: thirteen horizons after it, four before it, its own mid and two rates, and twenty more
    /// that the second version of the file added.
    public static let horizonCount = 40
    /// The columns, in the order of ``horizon``. The twenty added later are named by the number that the risk engine gives them.
    static let columns = (0..<20).map { "h\($0)" } + addedColumns
    static let addedColumns = (34..<54).map { "k\($0)" }

    public var deal: DealID
    /// 0 up to ``horizonCount``; what each stands for is the risk engine's matter.
    public var horizon: Int
    public var mid: Price

    public init(deal: DealID, horizon: Int, mid: Price) { (self.deal, self.horizon, self.mid) = (deal, horizon, mid) }
}
