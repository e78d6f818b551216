import Brokerage

extension RiskEngine {
    /// How far an account is from its stop-out; nil where nothing is open or equity or margin is not known.
    func stopOut(_ index: Int, _ value: borrowing Valuation) -> StopOutDistance? {
        guard let margin = value.margin, margin > 0, let equity = value.equity(accounts[index]) else { return nil }
        return StopOutDistance(
            equity: equity, margin: margin, stopOutLevel: stopOutLevel(index), pipValue: pipValue(index),
            deviation: deviation(index).map { $0 * settings.marketRisk.stopOutHorizonDays.squareRoot() })
    }

    /// Percent of margin.
    func stopOutLevel(_ index: Int) -> Double { accounts[index].stopOutLevel.map(Double.init) ?? settings.marketRisk.stopOutLevel }

    /// What the account's net positions are worth over its equity (risk-domain 3.7).
    func leverageInUse(_ index: Int, _ value: borrowing Valuation) -> Double? {
        guard let equity = value.equity(accounts[index]), equity > 0, let rate = market.currencies.usd(accounts[index].currency) else { return nil }
        var notional = 0.0
        for symbol in accounts[index].history.symbols where symbol.holding.netLots != 0 {
            guard let usd = market.netUSD(lots: symbol.holding.netLots, of: symbol.instrument) else { return nil }
            notional += abs(usd)
        }
        return notional / (equity * rate)
    }

    /// What a pip is worth to the account's net position, in its currency and with its sign; nil unless there is one in just one symbol.
    private func pipValue(_ index: Int) -> Double? {
        var underlying: Int?
        var sum = 0.0
        for symbol in accounts[index].history.symbols where symbol.holding.netLots != 0 {
            let own = market.instruments[symbol.instrument].underlying
            guard underlying == nil || underlying == own, let value = pipValue(of: symbol.holding, symbol.instrument, accounts[index].currency)
            else { return nil }
            underlying = own
            sum += value
        }
        return underlying == nil ? nil : sum
    }

    /// What a pip is worth to a holding, in a currency.
    func pipValue(of holding: Holding, _ number: Int, _ currency: Int) -> Double? {
        guard let rate = market.rate(from: market.instruments[number].profit, to: currency) else { return nil }
        return Double(holding.netLots) / 1e8 * market.instruments[number].contract * market.pip(of: number, settings.marketRisk) * rate
    }

    /// What the account's open positions together do in a day, one deviation, in its currency (risk-domain 3.6). Nil while the history of
    /// anything held is too short.
    func deviation(_ index: Int) -> Double? {
        guard let model = factorModel, let rate = market.currencies.usd(accounts[index].currency), rate > 0 else { return nil }
        var legs: [(position: Int, exposure: Double)] = []
        for symbol in accounts[index].history.symbols where !symbol.holding.isEmpty {
            guard add(symbol.holding, of: symbol.instrument, model, to: &legs) else { return nil }
        }
        guard !legs.isEmpty else { return nil }
        var variance = 0.0
        for left in legs {
            for right in legs { variance += left.exposure * right.exposure * model.covariance[left.position * model.factors.count + right.position] }
        }
        return max(0, variance).squareRoot() / rate
    }

    private func add(_ holding: Holding, of number: Int, _ model: FactorModel, to legs: inout [(position: Int, exposure: Double)]) -> Bool {
        guard let positions = model.positions(of: number), let quote = market.instruments[number].quote,
            let profit = market.currencies.usd(market.instruments[number].profit)
        else { return false }
        let contract = market.instruments[number].contract
        let units = Double(holding.netLots) / 1e8 * contract
        if units != 0, positions.asset >= 0 {
            guard model.isKnown(positions.asset) else { return false }
            legs.append((positions.asset, model.exposure(units, of: positions.asset, usd: quote.midPrice * profit)))
        }
        if positions.profit >= 0 {
            guard model.isKnown(positions.profit) else { return false }
            legs.append((positions.profit, holding.openingCash * contract * profit))
        }
        return true
    }
}
