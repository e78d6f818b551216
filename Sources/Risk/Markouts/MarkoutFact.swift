import Brokerage

/// Something the ticks taught about one deal: a mid at a horizon, a rate at the time of the deal, what became of its price.
///
/// Ticks are not kept, so whoever stores deals stores these beside them (one small row, or one blob a deal) and gives them back on
/// ``RiskEngine/rebuild(_:deals:markouts:)``; the engine then arrives at the same figures, bit for bit. To a store both
/// ``kind`` and ``value`` are opaque.
public struct MarkoutFact: Sendable, Equatable {
    public var deal: DealID
    /// What ``value`` is: below ``MarkoutHorizon/count`` the mid at that horizon, above it one of the constants of this type.
    public var kind: UInt8
    /// In hundred-millionths; a mid is the mean of bid and ask. Some kinds hold two numbers at once: see ``FactPair``.
    public var value: Price

    public init(deal: DealID, kind: UInt8, value: Price) {
        (self.deal, self.kind, self.value) = (deal, kind, value)
    }
}

// The kinds beside the horizons. They are stored: a number never changes its meaning, new ones go to the end.
extension MarkoutFact {
    /// The mid as of the deal itself.
    public static let midAtDeal: UInt8 = 32
    /// Units of the account's currency for one unit of the symbol's profit currency, as of the deal.
    public static let rate: UInt8 = 33
    /// The mid after one more tick of the symbol.
    public static let tick1: UInt8 = 34
    /// The mid after 5 more ticks.
    public static let tick5: UInt8 = 35
    /// The mid after 20 more ticks.
    public static let tick20: UInt8 = 36
    /// The mid after 100 more ticks.
    public static let tick100: UInt8 = 37
    /// The mid as of the next trade in the symbol, by anyone.
    public static let trade1: UInt8 = 38
    /// The mid as of the fifth trade after it.
    public static let trade5: UInt8 = 39
    /// The mid as of the twentieth trade after it.
    public static let trade20: UInt8 = 40
    /// The mid of the reference feed as of the deal, its standing distance from the own feed taken out.
    public static let referenceMid: UInt8 = 41
    /// The broker's spread as of the deal.
    public static let spread: UInt8 = 42
    /// Pair: microseconds since the reference jumped, +up or −down, while the own quote had not followed (zero: there was no such jump); and
    /// the share of time in which that is so, in hundred-millionths.
    public static let jump: UInt8 = 43
    /// Pair: the ``FeedIncident/Kind`` the deal fell into, or zero; and by how much the own feed lagged the reference, in microseconds.
    public static let feed: UInt8 = 44
    /// Pair: microseconds until the own feed beat the deal's price, and until it would have beaten the price of the opposite trade; a
    /// microsecond more than a minute when a minute passed without it (risk-domain 4.5).
    public static let beaten: UInt8 = 45
    /// The share of placebo trades of the symbol and hour that were beaten within 10 s, as known at the deal.
    public static let baseToxicity10: UInt8 = 46
    /// The models' probability, at the deal, that it would be beaten within 10 s.
    public static let toxicity10: UInt8 = 47
    /// The share of placebo trades that were beaten within 500 ms, as known at the deal.
    public static let baseSelfLead: UInt8 = 48
    /// An off-market fill: the distance of its price from the reference's bid (a sale) or ask (a buy), in the client's favour.
    public static let offMarket: UInt8 = 49
    /// For a deal stamped in whole seconds: see ``SecondStamp``.
    public static let stamp: UInt8 = 50
    /// For such a deal the mid half a second after the latest moment it may have been at; the horizon itself is from the earliest.
    public static let latest500ms: UInt8 = 51
    /// The same a second after.
    public static let latest1s: UInt8 = 52
    /// The same two seconds after.
    public static let latest2s: UInt8 = 53

    /// Every kind beside the horizons, rising.
    public static let ownKinds: ClosedRange<UInt8> = midAtDeal...latest2s

    /// The horizon that a kind of ``latest(_:)`` tells; nil for other kinds.
    static func horizon(latest kind: UInt8) -> UInt8? { (latest500ms...latest2s).contains(kind) ? kind - latest500ms + 2 : nil }

    /// The kind that tells a horizon from the latest moment a deal stamped in whole seconds may have been at; nil for horizons that are
    /// too short to be told, or long enough not to care.
    static func latest(_ kind: UInt8) -> UInt8? {
        switch kind {
        case 2: latest500ms
        case 3: latest1s
        case 4: latest2s
        default: nil
        }
    }
}

/// Two whole numbers of 32 bits in the place of one value.
struct FactPair: Sendable, Equatable {
    var first: Int32
    var second: Int32

    init(_ first: Int32, _ second: Int32) { (self.first, self.second) = (first, second) }

    init(_ value: Int64) {
        (first, second) = (Int32(truncatingIfNeeded: value >> 32), Int32(truncatingIfNeeded: value))
    }

    var value: Int64 { Int64(first) << 32 | Int64(UInt32(bitPattern: second)) }
}
