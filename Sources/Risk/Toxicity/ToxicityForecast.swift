import Brokerage

/// What the models said of one trade at its fill, and what they need to learn from it when its labels are due: 64 bytes.
struct ToxicityForecast: Sendable, BitwiseCopyable {
    /// The standardised inputs in sixteenths. Predicting and learning both read them from here, so they read the same.
    let inputs: InlineArray<8, SIMD4<Int8>>
    /// The day of the fill (UTC), counted from 1970.
    let day: Int32
    /// Log-odds in parts of ``logitStep``, all horizons of one model after the other.
    private var logits = InlineArray<9, Int16>(repeating: 0)
    /// The symbol's row in the base rates; ``BaseRates/unlisted`` for one without.
    let symbol: UInt16
    let hour: UInt8
    /// Two bits a horizon.
    private var champions: UInt8 = 0

    private static let logitStep: Float = 2048

    /// Of nothing; all probabilities are one half.
    init() { self.init(inputs: InlineArray(repeating: .zero), day: 0, symbol: BaseRates.unlisted, hour: 0) }

    init(inputs: InlineArray<8, SIMD4<Int8>>, day: Int32, symbol: UInt16, hour: UInt8) {
        (self.inputs, self.day, self.symbol, self.hour) = (inputs, day, symbol, hour)
    }

    /// The log-odds that a model gave the trade. The horizon is an index of ``ToxicityModels/horizons``.
    func logit(_ model: ToxicityModel, _ horizon: Int) -> Float { Float(logits[slot(model, horizon)]) / Self.logitStep }

    func probability(_ model: ToxicityModel, _ horizon: Int) -> Float { Logit.probability(logit(model, horizon)) }

    mutating func set(_ logit: Float, _ model: ToxicityModel, _ horizon: Int) {
        logits[slot(model, horizon)] = Int16(Logit.held(logit) * Self.logitStep)
    }

    private func slot(_ model: ToxicityModel, _ horizon: Int) -> Int { Int(model.rawValue) * ToxicityModels.horizons.count + horizon }

    /// The model whose word counts at this horizon.
    func champion(_ horizon: Int) -> ToxicityModel { ToxicityModel(rawValue: champions >> UInt8(2 * horizon) & 3) ?? .baseRate }

    mutating func setChampion(_ model: ToxicityModel, _ horizon: Int) {
        champions = champions & ~(3 << UInt8(2 * horizon)) | model.rawValue << UInt8(2 * horizon)
    }

    /// The champion's probability that the trade is toxic within the horizon.
    func toxicity(_ horizon: Int) -> Float { probability(champion(horizon), horizon) }

    /// How often trades of the same symbol and hour are toxic within the horizon.
    func baseRate(_ horizon: Int) -> Float { probability(.baseRate, horizon) }
}
