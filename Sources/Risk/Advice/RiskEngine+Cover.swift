import Brokerage

extension RiskEngine {
    private static let confidence = 0.99

    /// The least share of what an account holds that must be covered to bring its part of the house's value at risk (99 % over a day) under
    /// its limit (risk-domain 8.3). Nil without a limit, for accounts that are covered, and where the risk cannot be told.
    func coverShare(_ index: Int) -> Double? {
        guard let limit = settings.house.clientValueAtRisk, accounts[index].book != .a else { return nil }
        let model = currentFactorModel()
        let house = FactorBook(houseLegs(), model, market)
        let held = accounts[index].history.symbols.filter { !$0.holding.isEmpty }
        let own = FactorBook(
            HouseLegs(held.map { ($0.instrument, 0 &- $0.holding.netLots, 0 - $0.holding.openingCash) }, market), model, market)
        guard house.reason(settings.marketRisk) == nil, own.reason(settings.marketRisk) == nil else { return nil }
        let variance = house.covariance(with: house, model)
        let contribution = variance > 0 ? Normal.quantile(Self.confidence) * own.covariance(with: house, model) / variance.squareRoot() : 0
        return CoverRatio.needed(contribution: contribution, limit: limit)
    }
}
