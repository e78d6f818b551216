/// Every price and rate after a scenario.
struct ShockedMarket: Sendable {
    /// By instrument: what its price moves by, in its profit currency.
    private(set) var priceMoves: [Double]
    /// By currency: USD of one unit afterwards; not a number where unknown.
    private(set) var rates: [Double]
    /// Instruments whose move is not known.
    private(set) var unmoved: Set<Int> = []

    /// - Parameter houseLots: by instrument, the house's net: a weekend gap goes against it.
    init(_ scenario: StressScenario, _ market: Market, _ model: FactorModel, houseLots: [Int64]) {
        priceMoves = [Double](repeating: 0, count: market.instruments.count)
        rates = market.currencies.names.indices.map { market.currencies.usd($0) ?? .nan }
        if scenario.isWeekendGap { gap(market, houseLots) } else { shock(Shocks(scenario, market, model), market) }
    }

    private mutating func gap(_ market: Market, _ houseLots: [Int64]) {
        for underlying in market.underlyings.indices {
            let members = market.underlyings[underlying].members
            let net = members.reduce(0.0) { $0 + Double(houseLots[$1]) * market.instruments[$1].contract }
            let size = underlying < market.history.series.count ? WeekendGap.size(market.history.series[underlying]) : nil
            for member in members {
                guard let size, let quote = market.instruments[member].quote else {
                    unmoved.insert(member)
                    continue
                }
                priceMoves[member] = (net > 0 ? -size : size) * abs(quote.midPrice)
            }
        }
    }

    private mutating func shock(_ shocks: Shocks, _ market: Market) {
        for currency in rates.indices {
            let (whole, _) = market.currencies.whole(currency)
            if let move = shocks.currency(whole) { rates[currency] *= max(0, 1 + move) }
        }
        for number in market.instruments.indices {
            guard let quote = market.instruments[number].quote else { continue }
            guard let move = shocks.price(number) else {
                unmoved.insert(number)
                continue
            }
            priceMoves[number] = move * abs(quote.midPrice)
        }
    }

    /// What a holding's floating result is afterwards, in USD, and what it was.
    func floating(_ holding: Holding, of number: Int, _ market: borrowing Market) -> (before: Double, after: Double)? {
        let instrument = market.instruments[number]
        guard let quote = instrument.quote, let rate = market.currencies.usd(instrument.profit) else { return nil }
        let before = holding.floating(bid: quote.bid, ask: quote.ask) * instrument.contract
        let after = before + priceMoves[number] * Double(holding.netLots) / 1e8 * instrument.contract
        return (before * rate, after * rates[instrument.profit])
    }
}

/// A scenario's shocks, found by what they speak of. Moves are shares; nil says that a deviation is asked for and not known.
private struct Shocks {
    private let market: Market
    private let model: FactorModel
    private var currencies: [String: StressScenario.Size] = [:]
    private var symbols: [String: StressScenario.Size] = [:]
    private var classes: [AssetClass: StressScenario.Size] = [:]
    /// By currency: the class of what is traded as one (metals, coins).
    private var tradedClasses: [Int: AssetClass] = [:]

    init(_ scenario: StressScenario, _ market: Market, _ model: FactorModel) {
        (self.market, self.model) = (market, model)
        for shock in scenario.shocks {
            switch shock.target {
            case .currency(let name): currencies[name] = shock.size
            case .symbol(let name): symbols[name] = shock.size
            case .assetClass(let assetClass): classes[assetClass] = shock.size
            }
        }
        for number in market.instruments.indices where market.instruments[number].isPair {
            let assetClass = market.underlyings[market.instruments[number].underlying].assetClass
            guard assetClass != .forexMajor, assetClass != .forexMinor, market.instruments[number].asset >= 0 else { continue }
            tradedClasses[market.currencies.whole(market.instruments[number].asset).number] = assetClass
        }
    }

    /// The share by which a currency's value in USD moves.
    func currency(_ number: Int) -> Double? {
        guard number != Currencies.usd, let name = market.currencies.name(number) else { return 0 }
        let assetClass = tradedClasses[number] ?? (AssetClass.majors.contains(name) ? .forexMajor : .forexMinor)
        guard let size = currencies[name] ?? classes[assetClass] else { return 0 }
        return move(size, of: .currency(number))
    }

    /// The share of its size by which an instrument's price moves.
    func price(_ number: Int) -> Double? {
        let instrument = market.instruments[number]
        let underlying = market.underlyings[instrument.underlying]
        if let size = symbols[underlying.name] { return move(size, of: market.assetFactor(of: number)) }
        if instrument.isPair {
            let asset = currency(market.currencies.whole(instrument.asset).number)
            let profit = currency(market.currencies.whole(instrument.profit).number)
            guard let asset, let profit, profit > -1 else { return nil }
            return (1 + asset) / (1 + profit) - 1
        }
        if let name = market.currencies.name(instrument.asset), let size = currencies[name] {
            return move(size, of: .underlying(instrument.underlying))
        }
        guard let size = classes[underlying.assetClass] else { return 0 }
        return move(size, of: .underlying(instrument.underlying))
    }

    private func move(_ size: StressScenario.Size, of factor: RiskFactor) -> Double? {
        switch size {
        case .percent(let percent): return percent / 100
        case .deviations(let times):
            guard let position = model.position(of: factor), let deviation = model.deviation(of: position) else { return nil }
            guard model.isAbsolute[position] else { return times * deviation }
            // A difference in USD as a share of what one unit is worth now.
            guard let usd = market.usd(of: factor), usd != 0 else { return nil }
            return times * deviation / abs(usd)
        }
    }
}
