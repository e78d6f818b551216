import Brokerage

extension RiskEngine {
    private static let worstCount = 10

    /// Every scenario of the settings against what is held now, as a sudden move: stop-outs that would have come on the way do not help.
    public func stress() -> [StressResult] {
        let model = currentFactorModel()
        let clients = StressedAccounts(accounts)
        return settings.scenarios.map { stress($0, model, clients) }
    }

    private func stress(_ scenario: StressScenario, _ model: FactorModel, _ clients: StressedAccounts) -> StressResult {
        let house = market.instruments.indices.map { houseHolding($0) }
        let after = ShockedMarket(scenario, market, model, houseLots: house.map(\.lots))
        var result = StressResult(
            scenario: scenario.id, name: scenario.name, negativeAccounts: 0, worstSymbols: [], worstAccounts: [], unmoved: [])
        let symbols = symbolResults(house, after, &result)
        guard result.reason == nil else { return result }
        let shortfalls = clients.shortfalls(accounts, after, market, &result.reason)
        guard result.reason == nil else { return result }
        let market = symbols.reduce(0) { $0 + $1.usd }
        let credit = shortfalls.reduce(0) { $0 + $1.shortfallUSD }
        (result.marketUSD, result.negativeBalanceUSD, result.pnlUSD) = (market, credit, market - credit)
        result.negativeAccounts = shortfalls.count
        result.worstSymbols = Array(symbols.filter { $0.usd < 0 }.sorted { ($0.usd, $0.symbol) < ($1.usd, $1.symbol) }.prefix(Self.worstCount))
        result.worstAccounts = Array(
            shortfalls.sorted { ($1.shortfallUSD, $0.account) < ($0.shortfallUSD, $1.account) }.prefix(Self.worstCount))
        return result
    }

    /// The house's result by symbol, in the order of the underlyings.
    private func symbolResults(
        _ house: [(lots: Int64, openingCash: Double)], _ after: ShockedMarket, _ result: inout StressResult
    ) -> [StressResult.SymbolResult] {
        var symbols: [StressResult.SymbolResult] = []
        for underlying in market.underlyings.indices {
            var (sum, isHeld) = (0.0, false)
            for number in market.underlyings[underlying].members where house[number].lots != 0 || house[number].openingCash != 0 {
                isHeld = true
                guard let usd = change(house[number], number, after) else {
                    result.reason = market.instruments[number].quote == nil ? .noPrice : .noConversion
                    return []
                }
                sum += usd
                let name = market.underlyings[underlying].name
                if after.unmoved.contains(number), !result.unmoved.contains(name) { result.unmoved.append(name) }
            }
            if isHeld { symbols.append(StressResult.SymbolResult(symbol: market.underlyings[underlying].name, usd: sum)) }
        }
        if !symbols.isEmpty, result.unmoved.count == symbols.count {
            (result.reason, symbols) = (.notEnoughDays, [])
        }
        return symbols
    }

    /// What the house's own holding gains: the value of its asset and of the cash that opening took, afterwards less before.
    private func change(_ held: (lots: Int64, openingCash: Double), _ number: Int, _ after: ShockedMarket) -> Double? {
        let instrument = market.instruments[number]
        guard let quote = instrument.quote, let rate = market.currencies.usd(instrument.profit) else { return nil }
        let lots = Double(held.lots) / 1e8
        let before = lots * quote.midPrice + held.openingCash
        let moved = before + lots * after.priceMoves[number]
        return (moved * after.rates[instrument.profit] - before * rate) * instrument.contract
    }
}
