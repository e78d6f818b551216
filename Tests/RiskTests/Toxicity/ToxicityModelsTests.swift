import Brokerage
import Testing

@testable import Risk

struct ToxicityModelsTests {
    /// Early trades of those whose feed lags and whose price has just moved.
    private static func planted(_ features: TradeFeatures) -> Float { -1.5 + features[.referenceLead] + 0.7 * features[.return1s] }

    @Test func oneStepOfTheFilterIsTheWorkedExample() {
        var filter = LogisticFilter<8>(prior: 1)
        var inputs = Quads<8>(repeating: .zero)
        inputs[0][0] = 2
        #expect(Logit.probability(filter.logit(inputs)) == 0.5)
        filter.learn(inputs, offset: 0, isToxic: true)
        #expect(filter.precisions[0][0] == 2)
        #expect(filter.weights[0][0] == 0.5)
    }

    @Test func plantedStructureIsFoundAndTakesOverByItsMoney() throws {
        var stream = TradeStream(seed: 1)
        stream.run(5_000, rule: Self.planted)
        let base = try #require(stream.auc(.baseRate, newest: 2_500))
        #expect(try #require(stream.auc(.logistic, newest: 2_500)) > base + 0.2)
        #expect(try #require(stream.auc(.network, newest: 2_500)) > base + 0.2)
        let trial = stream.models.trials[1]
        #expect(trial.champion != .baseRate)
        let change = try #require(trial.changes.first)
        #expect(change.from == .baseRate && change.blocks >= 20 && change.pValue < 1e-4 && change.low > 0)
        #expect(stream.forecasts.last?.toxicity(1) == stream.forecasts.last?.probability(trial.champion, 1))
        // Nothing came in at the other horizons.
        #expect(stream.models.trials[0].champion == .baseRate)
    }

    @Test func whatOnlyWorksTogetherIsSeenByTheNetwork() throws {
        var stream = TradeStream(seed: 2)
        stream.run(6_000) { -1 + 1.5 * $0[.referenceLead] * $0[.return1s] }
        let logistic = try #require(stream.auc(.logistic, newest: 2_000))
        let network = try #require(stream.auc(.network, newest: 2_000))
        #expect(network > 0.6)
        #expect(network > logistic + 0.08)
    }

    @Test func noiseNeverGetsAWord() {
        var stream = TradeStream(seed: 11)
        stream.run(5_000) { _ in -1.5 }
        #expect(stream.models.trials[1].blocks.count >= 20)
        #expect(stream.models.trials[1].champion == .baseRate && stream.models.trials[1].changes.isEmpty)
        #expect(stream.forecasts.allSatisfy { $0.toxicity(1) == $0.baseRate(1) })
    }

    @Test func aMarketThatChangesIsFollowed() throws {
        var stream = TradeStream(seed: 3)
        stream.run(3_000, rule: Self.planted)
        // What told of toxic trades now tells of benign ones.
        stream.run(9_000) { -1.5 - $0[.referenceLead] + 0.7 * $0[.return30s] }
        #expect(try #require(stream.auc(.logistic, newest: 2_000)) > 0.7)
        #expect(try #require(stream.auc(.network, newest: 2_000)) > 0.7)
    }

    @Test func theBaseRateKnowsSymbolAndHour() {
        var models = ToxicityModels()
        for trade in 0..<4_000 {
            let time = Bench.time(Double(trade) * 600)
            let forecast = models.predict(TradeFeatures(), symbol: trade % 2, at: time)
            models.learn(forecast, horizon: 0, isToxic: trade % 2 == 0 && forecast.hour < 12, gain: 0)
        }
        let morning = models.predict(TradeFeatures(), symbol: 0, at: Bench.time(-6 * 3600))
        let evening = models.predict(TradeFeatures(), symbol: 0, at: Bench.time(6 * 3600))
        let other = models.predict(TradeFeatures(), symbol: 1, at: Bench.time(-6 * 3600))
        let unknown = models.predict(TradeFeatures(), symbol: 900, at: Bench.time(-6 * 3600))
        #expect(morning.hour == 6 && evening.hour == 18)
        #expect(morning.baseRate(0) > 0.7 && evening.baseRate(0) < 0.3 && other.baseRate(0) < 0.1)
        // Of a symbol that was never seen all is known that is known of the others.
        #expect(abs(unknown.baseRate(0) - 0.25) < 0.05)
    }

    @Test func inputsThatMakeNoSenseLeaveNoTrace() throws {
        var stream = TradeStream(seed: 5)
        stream.run(1_000, rule: Self.planted)
        let hostile: [Float] = [.nan, .infinity, -.infinity, .greatestFiniteMagnitude, -.greatestFiniteMagnitude, 0, .leastNonzeroMagnitude, -1]
        var dice = Dice(seed: 4)
        for trade in 0..<100 {
            var features = TradeFeatures()
            for feature in TradeFeature.allCases { features[feature] = hostile[dice.below(hostile.count)] }
            let time = Timestamp(microseconds: [.min, .max, 0, -1, Bench.time(Double(trade)).microseconds][dice.below(5)])
            let forecast = stream.models.predict(features, symbol: [-1, 0, 7, .max, .min][dice.below(5)], at: time)
            for horizon in [-1, 0, 1, 2, 3] {
                stream.models.learn(forecast, horizon: horizon, isToxic: dice.chance(50), gain: hostile[dice.below(hostile.count)])
            }
            for model in ToxicityModel.allCases {
                for horizon in 0..<3 { try #require((0.0001...0.9999).contains(forecast.probability(model, horizon))) }
            }
        }
        #expect(stream.models.months.months.count <= ToxicityMonths.limit)
        // And then it learns as well as ever.
        stream.run(3_000, rule: Self.planted)
        #expect(try #require(stream.auc(.logistic, newest: 1_500)) > 0.7)
        #expect(try #require(stream.auc(.network, newest: 1_500)) > 0.7)
    }

    @Test func aForecastIsSmall() {
        #expect(MemoryLayout<ToxicityForecast>.stride <= 64)
        #expect(TradeFeature.allCases.count == TradeFeature.count)
        #expect(TradeFeature(rawValue: TradeFeature.count - 1) == .automated)
    }
}
