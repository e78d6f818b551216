import Brokerage
import Testing

@testable import Risk

struct ToxicityModelsTests {
    /// Early trades of those whose feed lags and whose price has just moved.
    private static func planted(_ features: TradeFeatures) -> Float { -1.5 + features[.referenceLead] + 0.7 * features[.return1s] }

    @Test func oneStepOfTheFilterIsTheWorkedExample() {
        var filter = LogisticFilter(prior: 1)
        var inputs = SIMD32<Float>.zero
        inputs[0] = 2
        #expect(Logit.probability(filter.logit(inputs)) == 0.5)
        filter.learn(inputs, offset: 0, isToxic: true)
        #expect(filter.precisions[0] == 2)
        #expect(filter.weights[0] == 0.5)
    }

    @Test func plantedStructureIsFoundByBothLearners() throws {
        var stream = TradeStream(seed: 1)
        stream.run(6_000, rule: Self.planted)
        let base = try #require(stream.auc(.baseRate))
        let logistic = try #require(stream.auc(.logistic))
        let network = try #require(stream.auc(.network))
        #expect(logistic > base + 0.15)
        #expect(network > base + 0.15)
    }
}
