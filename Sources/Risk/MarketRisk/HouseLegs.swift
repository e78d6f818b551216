/// What the house holds, taken apart into factors.
struct HouseLegs: Sendable {
    /// By factor, sorted; USD, which does not move, is left out.
    private(set) var legs: [FactorLeg] = []
    /// Whether something is held whose profit currency nobody stated.
    private(set) var hasUnknownCurrency = false

    init(_ parts: [(instrument: Int, lots: Int64, openingCash: Double)], _ market: borrowing Market) {
        var sums: [RiskFactor: Double] = [:]
        for part in parts where part.lots != 0 || part.openingCash != 0 {
            if market.profitFactor(of: part.instrument) == nil { hasUnknownCurrency = true }
            for leg in market.factorLegs(lots: part.lots, openingCash: part.openingCash, of: part.instrument) {
                sums[leg.factor, default: 0] += leg.units
            }
        }
        sums[.currency(Currencies.usd)] = nil
        legs = sums.map { FactorLeg(factor: $0, units: $1) }.sorted { $0.factor < $1.factor }.filter { $0.units != 0 }
    }
}
