import Testing

@testable import Risk

struct RankQualityTests {
    private static func histogram(toxic: [Float], benign: [Float]) -> ScoreHistogram {
        var histogram = ScoreHistogram()
        for p in toxic { histogram.add(ScoreHistogram.bin(Logit.of(p)), isToxic: true) }
        for p in benign { histogram.add(ScoreHistogram.bin(Logit.of(p)), isToxic: false) }
        return histogram
    }

    @Test func theAreaUnderTheCurveIsTheWorkedExample() throws {
        let scores = Self.histogram(toxic: [0.9, 0.7, 0.4], benign: [0.6, 0.3, 0.2, 0.1])
        let auc = try #require(scores.auc)
        #expect(abs(auc - 11.0 / 12) < 1e-12)
    }

    @Test func tiesCountHalf() {
        #expect(Self.histogram(toxic: [0.5, 0.5], benign: [0.5]).auc == 0.5)
        #expect(Self.histogram(toxic: [0.5], benign: []).auc == nil)
        #expect(Self.histogram(toxic: [], benign: [0.5]).auc == nil)
    }

    @Test func precisionRecallAndTheirMeanAreTheWorkedExample() throws {
        let confusion = Confusion(truePositives: 18, falsePositives: 6, falseNegatives: 12, trueNegatives: 964)
        #expect(confusion.precision == 0.75)
        #expect(confusion.recall == 0.6)
        #expect(abs(try #require(confusion.f1) - 2.0 / 3) < 1e-12)
        #expect(Confusion().precision == nil && Confusion().recall == nil && Confusion().f1 == nil)
    }

    @Test func precisionOfTheTopAndTheAreaUnderPrecision() throws {
        // Ranked: toxic, toxic, benign, toxic, benign, benign, benign.
        let scores = Self.histogram(toxic: [0.9, 0.7, 0.4], benign: [0.6, 0.3, 0.2, 0.1])
        #expect(scores.precision(top: 2) == 1)
        #expect(scores.precision(top: 4) == 0.75)
        #expect(scores.precision(top: 8) == nil)
        let area = try #require(scores.precisionRecallArea)
        #expect(abs(area - 2.75 / 3) < 1e-12)
        #expect(scores.confusion(from: 0.65) == Confusion(truePositives: 2, falsePositives: 0, falseNegatives: 1, trueNegatives: 4))
    }

    @Test func theIntervalOfTheAreaCoversTheTruth() throws {
        var dice = Dice(seed: 31)
        var covered = 0
        for _ in 0..<200 {
            var scores = ScoreHistogram()
            // Two even distributions, one shifted by a quarter of its width: the area is 1 − 0.75²/2.
            for _ in 0..<150 {
                scores.add(dice.below(96) + 32, isToxic: true)
                scores.add(dice.below(96), isToxic: false)
            }
            let (auc, error) = (try #require(scores.auc), try #require(scores.aucError))
            let truth = 1 - (64.0 / 96) * (64.0 / 96) / 2
            if abs(auc - truth) < 1.96 * error { covered += 1 }
        }
        #expect((180...199).contains(covered))
    }

    @Test func driftIsSeenWhereThereIsDrift() throws {
        var dice = Dice(seed: 32)
        func month(_ shift: Int) -> ScoreHistogram {
            var scores = ScoreHistogram()
            for _ in 0..<2_000 { scores.add(40 + shift + dice.below(20) + dice.below(20), isToxic: false) }
            return scores
        }
        let (first, second, shifted) = (month(0), month(0), month(8))
        #expect(try #require(second.stabilityIndex(since: first)) < 0.05)
        #expect(try #require(shifted.stabilityIndex(since: first)) > 0.25)
        #expect(ScoreHistogram().stabilityIndex(since: first) == nil)
    }
}
