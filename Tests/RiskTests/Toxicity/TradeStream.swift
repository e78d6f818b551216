import Brokerage

@testable import Risk

/// Made-up trades whose toxicity is known to follow a rule.
struct TradeStream {
    var models = ToxicityModels()
    private(set) var forecasts: [ToxicityForecast] = []
    private(set) var labels: [Bool] = []
    private var dice: Dice
    private var trade = 0
    let tradesADay: Int

    init(seed: UInt64, tradesADay: Int = 150) {
        dice = Dice(seed: seed)
        self.tradesADay = tradesADay
    }

    /// A number that is roughly standard normal.
    mutating func normal() -> Float {
        var sum: Float = 0
        for _ in 0..<4 { sum += Float(dice.below(1 << 20)) * 0x1p-20 }
        return (sum - 2) * Float(3).squareRoot()
    }

    mutating func chance(_ probability: Float) -> Bool { Float(dice.below(1 << 20)) * 0x1p-20 < probability }

    /// Some more trades, each predicted and then learnt from. `rule` gives the log-odds of being toxic from the features.
    mutating func run(_ count: Int, horizon: Int = 1, rule: (TradeFeatures) -> Float) {
        for _ in 0..<count {
            var features = TradeFeatures()
            for feature in TradeFeature.allCases { features[feature] = normal() }
            for place in TradeFeature.firstMagnitude..<TradeFeature.firstPlain {
                guard let feature = TradeFeature(rawValue: place) else { continue }
                features[feature] = abs(features[feature])
            }
            let time = Bench.time(Double(trade) * 86_400 / Double(tradesADay))
            let forecast = models.predict(features, symbol: trade % 3, at: time)
            let isToxic = chance(Logit.probability(rule(features)))
            let gain = (isToxic ? 1 : -0.5) + normal()
            models.learn(forecast, horizon: horizon, isToxic: isToxic, gain: gain)
            forecasts.append(forecast)
            labels.append(isToxic)
            trade += 1
        }
    }

    /// The area under the curve of a model over the newest trades of the stream.
    func auc(_ model: ToxicityModel, newest: Int, horizon: Int = 1) -> Double? {
        var scores = ScoreHistogram()
        for (forecast, label) in zip(forecasts, labels).suffix(newest) {
            scores.add(ScoreHistogram.bin(forecast.logit(model, horizon)), isToxic: label)
        }
        return scores.auc
    }
}
