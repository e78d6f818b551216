import Testing

@testable import Risk

struct HistoricalRiskTests {
    private static let results: [Double] = [
        -4100, -1800, -1200, -900, -700, -500, -300, -200, 0, 100, 200, 300, 400, 500, 600, 800, 900, 1100, 1400, 2200,
    ]

    @Test func hasTheReferencesFigures() throws {
        let risk = try #require(HistoricalRisk(results: Self.results.reversed(), confidence: 0.90))
        #expect(risk.valueAtRisk == 1200)
        #expect(risk.expectedShortfall == 2950)
        #expect(risk.n == 20)
    }

    @Test(arguments: [(20, 0.9, 2), (100, 0.99, 1), (250, 0.99, 2), (1000, 0.999, 1), (50, 0.99, 0), (10, 0.7, 3)])
    func countsTheTailInDecimals(_ n: Int, _ confidence: Double, _ tail: Int) {
        #expect(HistoricalRisk.tail(n, confidence) == tail)
    }

    @Test func withoutATailTheShortfallIsTheValueAtRisk() throws {
        let risk = try #require(HistoricalRisk(results: [3, -5, 1], confidence: 0.99))
        #expect(risk.valueAtRisk == 5 && risk.expectedShortfall == 5)
        #expect(HistoricalRisk(results: [], confidence: 0.99) == nil)
    }

    @Test(arguments: 1...10)
    func theShortfallIsNeverLess(_ seed: UInt64) throws {
        var dice = Dice(seed: seed)
        let results = (0..<(1 + dice.below(300))).map { _ in Double(dice.below(10_000) - 5000) }
        for confidence in [0.9, 0.95, 0.99] {
            let risk = try #require(HistoricalRisk(results: results, confidence: confidence))
            #expect(risk.expectedShortfall >= risk.valueAtRisk)
        }
    }
}
