import Brokerage

/// A fault of the house's own feed (risk-domain 6.16): what clients did in it is no accusation.
public struct FeedIncident: Sendable, Equatable {
    /// The raw values are stored.
    public enum Kind: Int32, Sendable, CaseIterable, BitwiseCopyable {
        /// No quote came while the reference moved.
        case frozen = 1
        /// Quotes trailed the reference by more than a quarter of a second.
        case lag = 2
        /// A quote stood far from the truth and came back.
        case spike = 3
        /// The bid stood above the ask.
        case crossed = 4

        /// In answers and evidence.
        public var name: String {
            switch self {
            case .frozen: "frozen"
            case .lag: "lag"
            case .spike: "spike"
            case .crossed: "crossed"
            }
        }
    }

    public var connection: ConnectionID
    /// As the trading server names it.
    public var symbol: String
    public var kind: Kind
    /// With connection, symbol and kind it says which incident is meant.
    public var startedAt: Timestamp
    /// Nil while it lasts.
    public var endedAt: Timestamp?
    /// Pips that the reference moved (frozen), milliseconds of lag, pips of the spike, points of the crossing.
    public var size: Double
    /// Opening deals inside it.
    public var deals: Int
    /// The newest of them, oldest first.
    public private(set) var newestDeals: [DealID]
    /// What these deals were ahead of the truth at their fill, in USD: the house's loss. Negative when they were behind it.
    public var houseLossUSD: Double

    public init(
        connection: ConnectionID, symbol: String, kind: Kind, startedAt: Timestamp, endedAt: Timestamp? = nil, size: Double, deals: Int = 0,
        newestDeals: [DealID] = [], houseLossUSD: Double = 0
    ) {
        (self.connection, self.symbol, self.kind, self.startedAt, self.endedAt) = (connection, symbol, kind, startedAt, endedAt)
        (self.size, self.deals, self.newestDeals, self.houseLossUSD) = (size, deals, newestDeals, houseLossUSD)
    }

    private static let named = 20

    /// A deal fell into it.
    /// - Parameter usd: what the deal was ahead of the truth at its fill.
    mutating func add(_ deal: DealID, usd: Double) {
        deals += 1
        houseLossUSD += usd
        newestDeals = (newestDeals + [deal]).suffix(Self.named)
    }
}
