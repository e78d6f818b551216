/// What the toxicity models look at when a trade is filled (risk-domain 4.7, without depth). "Signed" means times +1 for a client's buy
/// and −1 for a sale; a half-spread is half of what lay between bid and ask at the fill. All are known at the fill, and none later.
///
/// The position is the input's place in the models, so it stays the same while a snapshot's version does.
enum TradeFeature: Int, CaseIterable, Sendable {
    // MARK: Of either sign, seen through sign · log2(1 + |value|)

    /// Signed move of the mid over the last 100 ms, in half-spreads.
    case return100ms
    /// The same over 500 ms.
    case return500ms
    /// The same over 1 s.
    case return1s
    /// The same over 5 s.
    case return5s
    /// The same over 30 s.
    case return30s
    /// The same over 60 s.
    case return60s
    /// Signed move of the mid over the last 5 ticks, in half-spreads.
    case return5Ticks
    /// The same over 20 ticks.
    case return20Ticks
    /// The same over 100 ticks.
    case return100Ticks
    /// Signed (reference mid − own mid), in half-spreads.
    case referenceLead
    /// Signed move of the reference mid over the last 300 ms, in half-spreads.
    case referenceReturn
    /// Signed (mid − price of the fill), in half-spreads: −1 where the client paid the plain spread.
    case priceImprovement
    /// The spread's distance from its own decaying mean, in its deviations.
    case spreadDeviation
    /// 1 when the trade goes the way of the last move of the mid, −1 against it, 0 when there was none.
    case moveAgreement
    /// Signed share of the clients' recent flow on the underlying, −1 to 1: 1 when all went this way.
    case flowAgreement
    /// The client's shrunk toxic rate at 10 s less the mean base rate of the same trades (risk-domain 5.2).
    case clientExcess

    // MARK: Never negative, seen through log2

    /// Spread at the fill, in basis points of the mid.
    case spread
    /// Ticks per second over the last 10 s.
    case tickRate
    /// Seconds since the symbol's last tick.
    case sinceTick
    /// Realised volatility over 10 s by that over 600 s.
    case volatilityRatio
    /// Size by the client's median size.
    case sizeRatio
    /// Seconds since the client's last trade.
    case sinceClientTrade
    /// Seconds to or from the nearest release of high impact.
    case newsDistance
    /// Trades the client opened before this one.
    case clientTrades

    // MARK: Small by nature, taken as they are

    /// Distance of the price from the nearest round figure, as a share of the distance between round figures: 0 to 0.5.
    case roundDistance
    /// Sine of the time of day (UTC), a day being one turn.
    case hourSine
    /// Cosine of the time of day.
    case hourCosine
    /// 1 while London is open.
    case london
    /// 1 while New York is open.
    case newYork
    /// Positions the client has open, before this one.
    case openPositions
    /// 1 when a program placed the order.
    case automated

    /// Features before this one are of either sign.
    static let firstMagnitude = TradeFeature.spread.rawValue
    /// Features before this one are magnitudes.
    static let firstPlain = TradeFeature.roundDistance.rawValue
    static let count = 31
}

/// What is known of one trade at its fill. A feature that is not known is NaN, and stays without influence.
struct TradeFeatures: Sendable, BitwiseCopyable {
    private(set) var values = InlineArray<31, Float>(repeating: .nan)

    init() {}

    subscript(feature: TradeFeature) -> Float {
        get { values[feature.rawValue] }
        set { values[feature.rawValue] = newValue }
    }
}
