import Brokerage

/// The predictors of a trade's toxicity, side by side, learning online (risk-domain 4.7, 11.2).
///
/// A trade is predicted at its fill with what was learnt until then. When a horizon is over, its label comes back by
/// ``learn(_:horizon:isToxic:gain:)``, is first held against the forecast and only then learnt from. Logistic regression and network say
/// what the inputs add to the base rate of the symbol and hour. One model a horizon is the champion; it starts as the base rate and
/// ``ChampionTrial`` says when it changes. Plain values: the same calls in the same order give the same bits.
struct ToxicityModels: Sendable {
    /// Microseconds after the fill within which a trade may prove toxic.
    static let horizons: [Int64] = [1_000_000, 10_000_000, 60_000_000]

    private(set) var scale = InputScale()
    private(set) var rates = BaseRates()
    /// Per horizon.
    private(set) var filters = [LogisticFilter<8>](repeating: LogisticFilter(), count: 3)
    private(set) var network = ToxicityNetwork()
    private(set) var months = ToxicityMonths()
    /// Per horizon.
    private(set) var trials = [ChampionTrial](repeating: ChampionTrial(), count: 3)

    init() {}

    /// What the models say of a trade at its fill, for every horizon.
    ///
    /// - Parameters:
    ///   - symbol: the instrument's number; base rates are kept by it.
    ///   - time: the fill's, UTC.
    mutating func predict(_ features: borrowing TradeFeatures, symbol: Int, at time: Timestamp) -> ToxicityForecast {
        let day = Whole.floorDivide(time.microseconds, 86_400_000_000)
        let hour = (time.microseconds &- day &* 86_400_000_000) / 3_600_000_000
        var forecast = ToxicityForecast(
            inputs: scale.take(features), day: Int32(day), symbol: rates.row(symbol), hour: UInt8(truncatingIfNeeded: hour))
        let inputs = InputScale.floats(forecast.inputs)
        let layers = network.layers(inputs)
        for horizon in Self.horizons.indices {
            let base = Logit.of(rates.rate(forecast.symbol, hour: forecast.hour, horizon))
            forecast.set(base, .baseRate, horizon)
            forecast.set(base + filters[horizon].logit(inputs), .logistic, horizon)
            forecast.set(base + network.logit(layers, horizon), .network, horizon)
            forecast.setChampion(trials[horizon].champion, horizon)
        }
        return forecast
    }

    /// Measures the forecast by what came of the trade, then learns from it.
    ///
    /// - Parameters:
    ///   - horizon: an index of ``horizons``.
    ///   - isToxic: the label of risk-domain 4.5.
    ///   - gain: the client's gain in basis points from the price of the fill to the mid at the horizon; NaN when not known.
    mutating func learn(_ forecast: borrowing ToxicityForecast, horizon: Int, isToxic: Bool, gain: Float) {
        guard Self.horizons.indices.contains(horizon) else { return }
        months.add(forecast, horizon, isToxic: isToxic)
        if let block = trials[horizon].add(forecast, horizon, isToxic: isToxic, gain: gain) {
            for model in ToxicityModel.allCases {
                months.addGain(block.gain(model), of: block.acted, model, horizon, day: Int32(truncatingIfNeeded: block.day))
            }
        }
        let inputs = InputScale.floats(forecast.inputs)
        let offset = forecast.logit(.baseRate, horizon)
        filters[horizon].learn(inputs, offset: offset, isToxic: isToxic)
        network.learn(inputs, horizon, offset: offset, isToxic: isToxic)
        rates.learn(forecast.symbol, hour: forecast.hour, horizon, isToxic: isToxic)
    }

    /// All that was learnt and measured, as bytes for ``init(snapshot:)`` of the same build.
    func snapshot() -> [UInt8] {
        var copy = self
        var coder = SnapshotCoder.writing()
        // Writing reads no bytes, so that nothing can be missing.
        guard (try? copy.code(&coder)) != nil else { return [] }
        return ToxicitySnapshot.sealed(coder.bytes)
    }

    /// Nil for bytes that are not from ``snapshot()`` of the same build, or not whole.
    init?(snapshot: [UInt8]) {
        guard let bytes = ToxicitySnapshot.opened(snapshot) else { return nil }
        var coder = SnapshotCoder.reading(bytes)
        guard (try? code(&coder)) != nil, coder.isAtEnd, isWhole else { return nil }
    }

    /// Forgets what was learnt of single symbols, for when they are numbered anew.
    mutating func forgetSymbols() { rates.forgetSymbols() }

    private var isWhole: Bool {
        filters.count == 3 && trials.count == 3 && rates.isWhole && network.isWhole && months.isWhole && trials.allSatisfy(\.isWhole)
    }
}

extension ToxicityModels: SnapshotPart {
    mutating func code(_ coder: inout SnapshotCoder) throws(SnapshotError) {
        try coder.value(&scale)
        try coder.part(&rates)
        try coder.list(&filters)
        try coder.part(&network)
        try coder.part(&months)
        try coder.parts(&trials, empty: ChampionTrial())
    }
}
