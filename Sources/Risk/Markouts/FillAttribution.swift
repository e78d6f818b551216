/// What one fill brought the house on a book it keeps, and where it came from (risk-domain 2.4 and 4.4). All from the house's side.
public struct FillAttribution: Sendable, Equatable {
    /// What lies between the client's price and the mid at the deal.
    public var spreadCapture: Double
    /// What the market then did.
    public var adverseSelection: Double
    /// Both together.
    public var markout: Double { spreadCapture + adverseSelection }

    /// - Parameters:
    ///   - sign: +1 for a client's buy, −1 for a sale.
    ///   - mid: at the deal.
    ///   - later: the mid at the horizon.
    ///   - units: of the asset; the result is in the currency of the prices.
    public init(sign: Double, price: Double, mid: Double, later: Double, units: Double) {
        spreadCapture = sign * (price - mid) * units
        adverseSelection = -sign * (later - mid) * units
    }
}

/// A fill's cost to the client in parts, in basis points of the mid: effective = realised + impact (risk-domain 4.4).
public struct SpreadDecomposition: Sendable, Equatable {
    public var effective: Double
    public var impact: Double
    public var realised: Double

    /// Nil for a mid of zero.
    public init?(sign: Double, price: Double, mid: Double, later: Double) {
        guard mid != 0 else { return nil }
        effective = sign * (price - mid) / mid * 1e4
        impact = sign * (later - mid) / mid * 1e4
        realised = sign * (price - later) / mid * 1e4
    }
}
