import Testing

@testable import veles_acceptance

@Suite struct MeasureTests {
    /// Risk-domain 11.1.
    @Test func areaUnderCurveCountsTiesHalf() throws {
        let scores = [0.9, 0.7, 0.4, 0.6, 0.3, 0.2, 0.1]
        let labels = [true, true, true, false, false, false, false]
        #expect(abs(try #require(RankingMeasures.areaUnderCurve(scores, labels)) - 11.0 / 12) < 1e-12)
        #expect(RankingMeasures.areaUnderCurve([1, 1], [true, false]) == 0.5)
        #expect(RankingMeasures.areaUnderCurve([1, 2], [true, true]) == nil)
    }

    @Test func averagePrecisionIsTheBaseRateWhenNothingIsTold() throws {
        let labels = (0..<100).map { $0 % 10 == 0 }
        #expect(abs(try #require(RankingMeasures.averagePrecision([Double](repeating: 3, count: 100), labels)) - 0.1) < 1e-12)
        #expect(RankingMeasures.averagePrecision([3, 2, 1], [true, true, false]) == 1)
    }

    @Test func aTieAtTheCutSharesItsGain() {
        #expect(RankingMeasures.gain([2, 1, 1, 1], [10, 3, 6, 0], first: 2) == 13)
        #expect(RankingMeasures.gain([2, 1], [10, 3], first: 5) == 13)
    }

    /// Risk-domain 5.8.
    @Test func wilsonIntervalsAreThoseOfTheWorkedExamples() {
        let many = Interval.wilson(32, of: 50)
        #expect(abs(many.lowerBound - 0.501) < 5e-4 && abs(many.upperBound - 0.759) < 5e-4)
        let few = Interval.wilson(5, of: 6)
        #expect(abs(few.lowerBound - 0.436) < 5e-4 && abs(few.upperBound - 0.970) < 5e-4)
    }

    @Test func noWorldServesTwoPurposes() {
        let all = Seeds.tuning + Seeds.training + Seeds.unseen
        #expect(Set(all).count == all.count)
    }
}

@Suite struct BaselineTests {
    /// Two features, of which only the first tells.
    private static let rows = (0..<400).map { [Double($0 % 40), Double(($0 * 7919) % 13)] }
    private static let labels = rows.map { $0[0] >= 25 }

    @Test func logisticRegressionLearnsALine() throws {
        let model = LogisticModel(rows: Self.rows, labels: Self.labels)
        #expect(try #require(RankingMeasures.areaUnderCurve(Self.rows.map { model.score($0) }, Self.labels)) > 0.99)
    }

    @Test func stumpsLearnABox() throws {
        let labels = Self.rows.map { $0[0] >= 10 && $0[0] < 30 }
        let model = BoostedStumps(rows: Self.rows, labels: labels)
        #expect(try #require(RankingMeasures.areaUnderCurve(Self.rows.map { model.score($0) }, labels)) > 0.99)
    }

    @Test func withoutBothKindsNothingIsLearned() {
        let model = BoostedStumps(rows: Self.rows, labels: Self.rows.map { _ in false })
        #expect(model.score([1, 2]) == model.score([30, 4]))
    }
}
