import Brokerage

/// Open positions taken apart into currencies (risk-domain 2.2): a position is so many units of its asset against the cash that opening
/// it took. Valued at mids the legs sum to the floating result at mids, so a leg is what a move of that currency alone would change.
struct CurrencyLegs: Sendable {
    private struct Leg: Sendable {
        var units = 0.0
        var house = 0.0
        var accounts = 0
        var newest: Int64 = .min
        var reason: MissingReason?
    }

    /// By name of currency, or of the underlying where it is its own asset.
    private var legs: [String: Leg] = [:]

    mutating func add(_ all: Holding, house: (lots: Int64, openingCash: Double), of number: Int, _ market: borrowing Market) {
        guard !all.isEmpty || house.lots != 0 else { return }
        let instrument = market.instruments[number]
        let all = market.openingLegs(all, of: number)
        let own = (units: Double(house.lots) / 1e8 * instrument.contract, cash: house.openingCash * instrument.contract)
        guard let quote = instrument.quote else {
            for name in Self.names(of: number, market) { self.legs[name, default: Leg()].reason = .noPrice }
            return
        }
        let (asset, profit) = Self.pair(of: number, market)
        put(all.units, own.units, quote.time, in: asset)
        put(all.cash, own.cash, quote.time, in: profit)
    }

    private mutating func put(_ units: Double, _ house: Double, _ time: Int64, in name: String) {
        legs[name, default: Leg()].units += units
        legs[name, default: Leg()].house += house
        legs[name, default: Leg()].newest = max(legs[name]?.newest ?? time, time)
    }

    mutating func countAccount(_ symbols: [AccountSymbol], _ market: borrowing Market) {
        var touched: Set<String> = []
        for symbol in symbols where !symbol.holding.isEmpty { touched.formUnion(Self.names(of: symbol.instrument, market)) }
        for name in touched { legs[name, default: Leg()].accounts += 1 }
    }

    func rows(_ market: borrowing Market) -> [ExposureRow] {
        var rows: [ExposureRow] = []
        for (name, leg) in legs.sorted(by: { $0.key < $1.key }) {
            let rate = market.usdValue(of: name)
            let reason = leg.reason ?? (rate == nil ? .noConversion : nil)
            let isKnown = reason == nil
            rows.append(
                ExposureRow(
                    key: name, longLots: nil, shortLots: nil, netUnits: leg.reason == nil ? leg.units : nil,
                    netUSD: isKnown ? rate.map { leg.units * $0 } : nil, floatingUSD: nil,
                    houseNetUSD: isKnown ? rate.map { leg.house * $0 } : nil, limitShare: nil, accounts: leg.accounts,
                    updatedAt: leg.newest == .min ? nil : Timestamp(microseconds: leg.newest), reason: reason))
        }
        return rows
    }

    private static func pair(of number: Int, _ market: borrowing Market) -> (asset: String, profit: String) {
        let instrument = market.instruments[number]
        let own = market.underlyings[instrument.underlying].name
        return (market.currencies.name(instrument.asset) ?? own, market.currencies.name(instrument.profit) ?? own)
    }

    private static func names(of number: Int, _ market: borrowing Market) -> [String] {
        let (asset, profit) = pair(of: number, market)
        return [asset, profit]
    }
}

extension Market {
    /// USD of one unit of a currency, or of an instrument that is its own asset.
    func usdValue(of name: String) -> Double? {
        if let number = currencies.known(name), let rate = currencies.usd(number) { return rate }
        for number in instruments.indices where underlyings[instruments[number].underlying].name == name || assetName(number) == name {
            if let quote = instruments[number].quote, let rate = currencies.usd(instruments[number].profit) { return quote.midPrice * rate }
        }
        return nil
    }

    private func assetName(_ number: Int) -> String? { currencies.name(instruments[number].asset) }

    /// Legs of a holding as it was opened (risk-domain 2.2): units of the asset, and the cash that opening took, in profit currency.
    /// Valued at mids they sum to the floating result at mids.
    func openingLegs(_ holding: Holding, of number: Int) -> (units: Double, cash: Double) {
        let contract = instruments[number].contract
        return (Double(holding.netLots) / 1e8 * contract, holding.openingCash * contract)
    }
}
