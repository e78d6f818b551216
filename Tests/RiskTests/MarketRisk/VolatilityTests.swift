import Testing

@testable import Risk

struct VolatilityTests {
    @Test func fadesAsTheReferenceSays() {
        var variance = EwmaVariance(deviation: 0.5)
        for value in [0.4, -0.6, 0.2, 0.9, -0.1] { variance.add(value) }
        #expect(abs(variance.deviation - 0.507264) < 5e-7)
    }

    @Test func weightsSumToOneAndAreTheRecurrences() {
        let weights = EwmaVariance.weights(100)
        #expect(abs(weights.reduce(0, +) - 1) < 1e-12)
        #expect(abs(weights[42] / weights[43] - 0.94) < 1e-12)
        #expect(EwmaVariance.weights(0).isEmpty)
    }
}
