import Testing

@testable import Risk

struct ParametricRiskTests {
    private static let exposures = [-54_350, -127_000, 126_666.67, 703_500]
    private static let covariance: [Double] = {
        let deviations = [0.005, 0.006, 0.006, 0.01]
        let correlations = [1, 0.7, 0.4, 0.4, 0.7, 1, 0.3, 0.3, 0.4, 0.3, 1, 0.4, 0.4, 0.3, 0.4, 1]
        return correlations.enumerated().map { $1 * deviations[$0 / 4] * deviations[$0 % 4] }
    }()

    @Test func hasTheReferencesFigures() {
        let risk = ParametricRisk(exposures: Self.exposures, covariance: Self.covariance, confidence: 0.99)
        #expect(abs(risk.deviation - 7073.33) < 0.01)
        #expect(abs(risk.valueAtRisk - 16_455.03) < 0.01)
        for (component, expected) in zip(risk.components, [-206.71, -347.42, 809.03, 16_200.12]) { #expect(abs(component - expected) < 0.01) }
        let lower = ParametricRisk(exposures: Self.exposures, covariance: Self.covariance, confidence: 0.95)
        #expect(abs(lower.valueAtRisk - 11_634.59) < 0.01)
        let shortfall = ParametricRisk(exposures: Self.exposures, covariance: Self.covariance, confidence: 0.975)
        #expect(abs(shortfall.expectedShortfall - 16_536.05) < 0.01)
    }

    @Test func standAloneFiguresSumToMoreThanTheWhole() {
        let alone = (0..<4).reduce(0.0) { sum, factor in
            sum + ParametricRisk(exposures: [Self.exposures[factor]], covariance: [Self.covariance[5 * factor]], confidence: 0.99).valueAtRisk
        }
        #expect(abs(alone - 20_538.74) < 0.01)
    }

    @Test(arguments: 1...20)
    func componentsSumToTheWholeAndTheShortfallIsNeverLess(_ seed: UInt64) {
        var dice = Dice(seed: seed)
        let count = 1 + dice.below(6)
        // A covariance made of made-up days is one that can be.
        let days = (0..<30).map { _ in (0..<count).map { _ in Double(dice.below(2001) - 1000) / 1e5 } }
        let covariance = (0..<count * count).map { cell in days.reduce(0) { $0 + $1[cell / count] * $1[cell % count] } / 30 }
        let exposures = (0..<count).map { _ in Double(dice.below(2_000_001) - 1_000_000) }
        let risk = ParametricRisk(exposures: exposures, covariance: covariance, confidence: 0.99, horizonDays: 4)
        #expect(abs(risk.components.reduce(0, +) - risk.valueAtRisk) < 1e-6 * max(1, risk.valueAtRisk))
        #expect(risk.expectedShortfall >= risk.valueAtRisk)
        let day = ParametricRisk(exposures: exposures, covariance: covariance, confidence: 0.99)
        #expect(abs(risk.valueAtRisk - 2 * day.valueAtRisk) < 1e-6 * max(1, risk.valueAtRisk))
    }

    @Test func nothingHeldIsNothingAtRisk() {
        let risk = ParametricRisk(exposures: [], covariance: [], confidence: 0.99)
        #expect(risk.valueAtRisk == 0 && risk.expectedShortfall == 0 && risk.components.isEmpty)
    }
}
