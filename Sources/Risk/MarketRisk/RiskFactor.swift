/// Something whose value in USD moves a book: a currency, or an instrument that is its own asset.
enum RiskFactor: Hashable, Comparable, Sendable {
    /// By number of the whole currency (a cent account's is the currency it is a hundredth of).
    case currency(Int)
    /// By number of the underlying.
    case underlying(Int)
}

/// One leg of a book: so much of a factor.
struct FactorLeg: Sendable, Equatable {
    var factor: RiskFactor
    /// Units of the asset or currency, bought less sold.
    var units: Double
}

extension Market {
    /// What a position in an instrument is exposed to beside its profit currency.
    func assetFactor(of number: Int) -> RiskFactor {
        let instrument = instruments[number]
        guard instrument.isPair else { return .underlying(instrument.underlying) }
        return .currency(currencies.whole(instrument.asset).number)
    }

    /// The profit currency as a factor; nil when it was not stated.
    func profitFactor(of number: Int) -> RiskFactor? {
        let profit = instruments[number].profit
        return profit == Currencies.unknown ? nil : .currency(currencies.whole(profit).number)
    }

    func name(of factor: RiskFactor) -> String {
        switch factor {
        case .currency(let number): currencies.name(number) ?? ""
        case .underlying(let number): underlyings[number].name
        }
    }

    /// USD of one unit at current mids; nil without a quote or a rate.
    func usd(of factor: RiskFactor) -> Double? {
        switch factor {
        case .currency(let number): return currencies.usd(number)
        case .underlying(let number):
            for member in underlyings[number].members {
                guard let quote = instruments[member].quote, let rate = currencies.usd(instruments[member].profit) else { continue }
                return quote.midPrice * rate
            }
            return nil
        }
    }

    /// The legs of a holding as it was opened (risk-domain 2.2): what a move of each factor alone would change.
    func factorLegs(lots: Int64, openingCash: Double, of number: Int) -> [FactorLeg] {
        let instrument = instruments[number]
        let asset = FactorLeg(factor: assetFactor(of: number), units: Double(lots) / 1e8 * instrument.contract)
        guard let profit = profitFactor(of: number) else { return [asset] }
        let scale = currencies.whole(instrument.profit).scale
        return [asset, FactorLeg(factor: profit, units: openingCash * instrument.contract * scale)]
    }
}
