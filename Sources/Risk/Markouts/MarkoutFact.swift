import Brokerage

/// Something the ticks taught about one deal: a mid at a horizon or a rate at the time of the deal.
///
/// Ticks are not kept, so whoever stores deals stores these beside them (one small row, or one blob a deal) and gives them back on
/// ``RiskEngine/rebuild(_:deals:markouts:)``; the engine then arrives at the same figures, bit for bit. To a store both
/// ``kind`` and ``value`` are opaque.
public struct MarkoutFact: Sendable, Equatable {
    public var deal: DealID
    /// What ``value`` is: below ``MarkoutHorizon/count`` the mid at that horizon, above it one of the constants below.
    public var kind: UInt8
    /// In hundred-millionths; a mid is the mean of bid and ask.
    public var value: Price

    public init(deal: DealID, kind: UInt8, value: Price) {
        (self.deal, self.kind, self.value) = (deal, kind, value)
    }

    /// The mid as of the deal itself.
    public static let midAtDeal: UInt8 = 32
    /// Units of the account's currency for one unit of the symbol's profit currency, as of the deal.
    public static let rate: UInt8 = 33
}
