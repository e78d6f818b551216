/// The client's side of a trade.
public enum Side: Int8, Sendable, CaseIterable {
    case buy = 1
    case sell = -1

    /// +1 for a client buy, −1 for a client sell (risk-domain section 0).
    public var sign: Double { Double(rawValue) }
    public var opposite: Side { self == .buy ? .sell : .buy }
    public var name: String { self == .buy ? "buy" : "sell" }

    public init?(name: String) {
        switch name {
        case "buy": self = .buy
        case "sell": self = .sell
        default: return nil
        }
    }
}
