/// The house's legs as far as the factor model knows them.
struct FactorBook: Sendable {
    /// Where the factors stand in the model, rising.
    private(set) var positions: [Int] = []
    /// As the model multiplies them.
    private(set) var exposures: [Double] = []
    /// In USD at current mids.
    private(set) var usd: [Double] = []
    /// Factors that are held and unknown.
    private(set) var missing: [RiskFactor] = []
    private var missingUSD = 0.0
    private var unpriced: MissingReason?

    init(_ house: HouseLegs, _ model: FactorModel, _ market: borrowing Market) {
        if house.hasUnknownCurrency { unpriced = .noCurrency }
        for leg in house.legs {
            guard let value = market.usd(of: leg.factor) else {
                missing.append(leg.factor)
                unpriced = unpriced ?? (isQuoted(leg.factor, market) ? .noConversion : .noPrice)
                continue
            }
            guard let position = model.position(of: leg.factor), model.isKnown(position) else {
                missing.append(leg.factor)
                missingUSD += abs(leg.units * value)
                continue
            }
            positions.append(position)
            exposures.append(model.exposure(leg.units, of: position, usd: value))
            usd.append(leg.units * value)
        }
    }

    private func isQuoted(_ factor: RiskFactor, _ market: borrowing Market) -> Bool {
        guard case .underlying(let number) = factor else { return true }
        return market.underlyings[number].members.contains { market.instruments[$0].quote != nil }
    }

    /// Why nothing can be said; nil when something can.
    func reason(_ settings: borrowing MarketRiskSettings) -> MissingReason? {
        if let unpriced { return unpriced }
        let known = usd.reduce(0) { $0 + abs($1) }
        return missingUSD > settings.negligibleShare * (known + missingUSD) ? .notEnoughDays : nil
    }

    /// The part of the model's covariance that is held.
    func covariance(_ model: FactorModel) -> [Double] {
        let count = model.factors.count
        return positions.flatMap { row in positions.map { model.covariance[row * count + $0] } }
    }

    /// The covariance of a day's results of two books.
    func covariance(with other: FactorBook, _ model: FactorModel) -> Double {
        let count = model.factors.count
        var sum = 0.0
        for (row, exposure) in zip(positions, exposures) {
            for (column, held) in zip(other.positions, other.exposures) { sum += exposure * held * model.covariance[row * count + column] }
        }
        return sum
    }

    /// What the book would have brought on each day on which all its factors are known.
    func results(_ model: FactorModel) -> [(day: Int32, pnl: Double)] {
        model.days.indices.compactMap { day in
            var pnl = 0.0
            for (position, exposure) in zip(positions, exposures) { pnl += model.change(exposure, of: position, on: day) }
            return pnl.isNaN ? nil : (model.days[day], pnl)
        }
    }
}
