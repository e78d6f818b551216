import Brokerage

extension RiskEngine {
    /// What the house may lose on what it holds now.
    /// - Parameters:
    ///   - confidence: held between 0.5 and 0.9999.
    ///   - horizonDays: held between one hour and a year.
    public func valueAtRisk(confidence: Double = 0.99, horizonDays: Double = 1) -> ValueAtRisk {
        let confidence = confidence.isNaN ? 0.99 : min(max(confidence, 0.5001), 0.9999)
        let horizon = horizonDays.isNaN ? 1 : min(max(horizonDays, 1 / 24), 365)
        let model = currentFactorModel()
        var answer = ValueAtRisk(confidence: confidence, horizonDays: horizon, missing: [])
        let book = FactorBook(houseLegs(), model, market)
        answer.missing = book.missing.map { market.name(of: $0) }.sorted()
        if let reason = book.reason(settings.marketRisk) {
            answer.reason = reason
            return answer
        }
        answer.parametric = parametric(book, model, confidence, horizon)
        let results = book.results(model)
        guard results.count >= FactorModel.minimumDays || book.positions.isEmpty else {
            answer.reason = .notEnoughDays
            return answer
        }
        let scale = horizon.squareRoot()
        let newest = results.suffix(settings.marketRisk.historyDays).map { $0.pnl * scale }
        answer.historical = HistoricalRisk(results: newest, confidence: confidence).map {
            ValueAtRisk.Historical(valueAtRisk: $0.valueAtRisk, expectedShortfall: $0.expectedShortfall, n: $0.n)
        }
        answer.backtest = Self.backtest(results, confidence, days: settings.marketRisk.historyDays)
        return answer
    }

    private func parametric(
        _ book: FactorBook, _ model: FactorModel, _ confidence: Double, _ horizon: Double
    ) -> ValueAtRisk.Parametric {
        let risk = ParametricRisk(
            exposures: book.exposures, covariance: book.covariance(model), confidence: confidence, horizonDays: horizon)
        let components = book.positions.indices.map { entry in
            ValueAtRisk.Component(
                factor: market.name(of: model.factors[book.positions[entry]]), exposureUSD: book.usd[entry], usd: risk.components[entry])
        }
        return ValueAtRisk.Parametric(
            valueAtRisk: risk.valueAtRisk, expectedShortfall: risk.expectedShortfall,
            components: components.sorted { ($0.usd, $1.factor) > ($1.usd, $0.factor) })
    }

    private static func backtest(_ results: [(day: Int32, pnl: Double)], _ confidence: Double, days: Int) -> ValueAtRisk.Backtest? {
        let warmUp = FactorModel.minimumDays
        guard results.count > warmUp else { return nil }
        let z = Normal.quantile(confidence)
        let first = results.prefix(warmUp).reduce(0) { $0 + $1.pnl * $1.pnl } / Double(warmUp)
        var variance = EwmaVariance(deviation: first.squareRoot())
        var tested: [ValueAtRisk.Day] = []
        for result in results.dropFirst(warmUp) {
            tested.append(ValueAtRisk.Day(day: result.day, pnl: result.pnl, valueAtRisk: z * variance.deviation))
            variance.add(result.pnl)
        }
        tested = tested.suffix(days)
        let exceptions = tested.count { $0.pnl < -$0.valueAtRisk }
        let test = Kupiec(exceptions: exceptions, of: tested.count, rate: 1 - confidence)
        return ValueAtRisk.Backtest(exceptions: exceptions, n: tested.count, kupiecP: test.pValue, light: test.light, days: tested)
    }

    /// What the house holds, by factor.
    func houseLegs() -> HouseLegs {
        HouseLegs(
            market.instruments.indices.map { number in
                let held = houseHolding(number)
                return (number, held.lots, held.openingCash)
            }, market)
    }

    /// The house's own position in an instrument: minus what it keeps of the clients', or, where providers' fills are known, minus all
    /// clients' with what providers hold (risk-domain 2.1).
    func houseHolding(_ number: Int) -> (lots: Int64, openingCash: Double) {
        let clients = market.instruments[number].held(keptOnly: !isCoverKnown(market.instruments[number].underlying))
        guard let provider = providers.position(of: number) else { return (0 &- clients.netLots, 0 - clients.openingCash) }
        return (provider.lots &- clients.netLots, provider.openingCash - clients.openingCash)
    }

    /// Whether any fill of a provider is known in an underlying.
    func isCoverKnown(_ underlying: Int) -> Bool {
        guard providers.hasFills else { return false }
        return market.underlyings[underlying].members.contains { providers.position(of: $0) != nil }
    }

    /// The factor model of the finished days: the one at hand, or a new one where days finished since.
    func currentFactorModel() -> FactorModel {
        if let factorModel, factorModelKey == currentFactorModelKey { return factorModel }
        return FactorModel(market.history, market, today: today, limit: MarketRiskSettings.longestHistory)
    }

    /// Takes the factor model anew when a day finished. During a back-fill it waits for the end; at midnight, when one symbol after the
    /// other begins its day, a minute.
    mutating func refreshFactorModel() {
        let key = currentFactorModelKey
        guard !isHistory, key != factorModelKey else { return }
        guard factorModel == nil || now >= factorModelAt + .seconds(60) || now < factorModelAt else { return }
        factorModelAt = now
        factorModel = FactorModel(market.history, market, today: today, limit: MarketRiskSettings.longestHistory)
        factorModelKey = key
    }

    private var currentFactorModelKey: FactorModelKey {
        FactorModelKey(version: market.history.version, today: today, instruments: market.instruments.count)
    }

    /// The day that is not over: the owner's, or a later one of the market's where that runs ahead.
    var today: Int32 { max(UTCDay.of(now.microseconds), market.newestQuote == .min ? .min : UTCDay.of(market.newestQuote)) }
}

/// What a factor model was made of.
struct FactorModelKey: Sendable, Equatable {
    var version: Int
    var today: Int32
    var instruments: Int
}
