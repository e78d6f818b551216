import Brokerage
import Testing

@testable import Risk

struct StatisticsTests {
    @Test(arguments: [(0.975, 1.959963984540054), (0.9, 1.2815515655446004), (0.99, 2.3263478740408408), (1e-9, -5.997807015007687), (0.5, 0)])
    func theNormalQuantileInvertsTheNormalDistribution(_ p: Double, _ z: Double) {
        #expect(abs(Normal.quantile(p) - z) < 1e-9)
        #expect(abs(Normal.cumulative(Normal.quantile(p)) - p) < 1e-12)
    }

    @Test func theNormalQuantileEndsInInfinity() {
        #expect(Normal.quantile(0) == -.infinity)
        #expect(Normal.quantile(1) == .infinity)
    }

    @Test func shrinksARateTowardsTheBaseRate() {
        let few = Share.shrunk(14, of: 20, prior: 0.382, strength: 50)
        #expect(abs(few - 0.4729) < 5e-5)
        let interval = Share.shrunkInterval(14, of: 20, prior: 0.382, strength: 50, level: 0.9)
        #expect(abs(interval.lowerBound - 0.376) < 5e-4)
        #expect(abs(interval.upperBound - 0.571) < 5e-4)
        #expect(abs(Share.probability(above: 0.382, 14, of: 20, prior: 0.382, strength: 50) - 0.938) < 5e-4)
        #expect(abs(Share.shrunk(140, of: 200, prior: 0.382, strength: 50) - 0.6364) < 5e-5)
        let many = Share.shrunkInterval(140, of: 200, prior: 0.382, strength: 50, level: 0.9)
        #expect(abs(many.lowerBound - 0.586) < 5e-4 && abs(many.upperBound - 0.686) < 5e-4)
    }

    @Test(arguments: [
        (40, 0.8, 0.4737, 0.300, 0.435, 0.755), (400, 0.8, 0.9, 0.705, 0.190, 0.9999), (10, 3.0, 0.1837, 0.429, 0.542, 0.785),
    ])
    func shrinksAYieldTowardsThePopulation(_ n: Int, _ mean: Double, _ weight: Double, _ posterior: Double, _ sd: Double, _ p: Double) {
        let result = Posterior(mean: mean, errorVariance: 16 / Double(n), prior: NormalPrior(mean: -0.15, deviation: 0.6))
        #expect(abs(result.weight - weight) < 5e-4)
        #expect(abs(result.mean - posterior) < 5e-4)
        #expect(abs(result.deviation - sd) < 6e-4)
        #expect(abs(result.probabilityPositive - p) < 1e-3)
    }

    @Test(arguments: [(40, 0.8, 0.300, 0.435, 0.755), (400, 0.8, 0.705, 0.190, 0.9999), (10, 3.0, 0.429, 0.542, 0.785)])
    func aCrowdWithoutTheUnusualIsTheNormalPrior(_ n: Int, _ mean: Double, _ posterior: Double, _ sd: Double, _ p: Double) {
        let prior = NormalPrior(mean: -0.15, deviation: 0.6)
        let result = YieldPosterior(mean: mean, errorVariance: 16 / Double(n), prior: prior, unusual: 0)
        #expect(abs(result.mean - posterior) < 5e-4)
        #expect(abs(result.deviation - sd) < 6e-4)
        #expect(abs(result.probability(above: 0) - p) < 1e-3)
        #expect(abs(Normal.cumulative(result.z) - result.probability(above: 0)) < 1e-9)
    }

    @Test func aNarrowCrowdHidesNobodyWhoIsProven() {
        let prior = NormalPrior(mean: -0.75, deviation: 0.1)
        let proven = YieldPosterior(mean: 2.8, errorVariance: 0.06, prior: prior, unusual: 0.1)
        #expect(proven.mean > 2.6 && proven.z > 6 && proven.unusualShare > 0.999)
        // As far above the crowd, but with as little behind it as anybody's luck.
        let lucky = YieldPosterior(mean: 2.8, errorVariance: 4, prior: prior, unusual: 0.1)
        #expect(lucky.z < 0 && lucky.unusualShare < 0.2)
    }

    @Test func luckDoesNotPassForAnEdge() {
        var dice = Dice(seed: 11)
        let prior = NormalPrior(mean: -0.7, deviation: 0.1)
        // Sums of twelve uniform numbers: as good as normal, with a deviation of 3 bps about the crowd's mean.
        let found = (0..<2000).count { _ in
            let deviate = (0..<12).reduce(-6.0) { sum, _ in sum + Double(dice.below(1_000_000)) / 1e6 }
            return YieldPosterior(mean: -0.7 + 3 * deviate, errorVariance: 9, prior: prior, unusual: 0.1).probability(above: 0) > 0.8
        }
        #expect(found <= 2)
    }

    @Test(arguments: [(0.0, 0.0), (1e300, 1e-300), (.infinity, 1), (.nan, 1), (1, .infinity), (-1e8, 1e300)])
    func wildFiguresKeepThePosteriorFinite(_ mean: Double, _ errorVariance: Double) {
        for share in [-1, 0, 0.1, 1, 2] {
            let result = YieldPosterior(mean: mean, errorVariance: errorVariance, prior: NormalPrior(mean: 0, deviation: 0.6), unusual: share)
            #expect(result.z.isFinite && result.unusualShare >= 0 && result.unusualShare <= 1)
        }
    }

    @Test func knowsNothingWithoutData() {
        let result = Posterior(mean: .nan, errorVariance: .infinity, prior: NormalPrior(mean: -0.15, deviation: 0.6))
        #expect(result.mean == -0.15 && result.deviation == 0.6 && result.weight == 0)
    }

    @Test func testsAMeanAndSaysHowManyTradesItNeeds() {
        #expect(abs(StudentT.twoSided(1.265, degrees: 39) - 0.213) < 5e-4)
        // Mean 0.8 and spread 4 exactly: 0.8 ± 4 in equal parts, corrected for n − 1.
        var moments = Moments()
        let away = 4 * (39.0 / 40).squareRoot()
        for index in 0..<40 { moments.add(0.8 + (index % 2 == 0 ? away : -away)) }
        #expect(abs((moments.t ?? 0) - 1.265) < 5e-4)
        #expect(abs((moments.neededForTwoSigma ?? 0) - 100) < 1e-6)
    }

    @Test(arguments: [(1.0, 12.7062), (9, 2.26216), (30, 2.04227), (1e6, 1.959966)])
    func fewDegreesOfFreedomWidenTheInterval(_ degrees: Double, _ bound: Double) {
        #expect(abs(StudentT.bound(0.95, degrees: degrees) - bound) < 5e-5)
    }

    @Test(arguments: [(32, 50, 0.501, 0.759), (5, 6, 0.436, 0.970)])
    func boundsAShareByWilson(_ hits: Int, _ n: Int, _ low: Double, _ high: Double) {
        let interval = Share.wilson(hits, of: n)
        #expect(abs(interval.lowerBound - low) < 5e-4)
        #expect(abs(interval.upperBound - high) < 5e-4)
    }

    @Test func aShareOfNothingIsAnything() {
        #expect(Share.wilson(0, of: 0) == 0...1)
    }

    @Test func theHistogramFindsQuantilesToWithinAFifthInAnyOrder() {
        var rising = LogHistogram(floorBits: 0)
        var falling = LogHistogram(floorBits: 0)
        for value in 1...10_000 {
            rising.add(Int64(value))
            falling.add(Int64(10_001 - value))
        }
        for q in [0.1, 0.5, 0.9] {
            let found = rising.quantile(q) ?? 0
            #expect(abs(found / (q * 10_000) - 1) < 0.2)
            #expect(falling.quantile(q) == found)
        }
    }

    @Test func theHistogramTakesAnyNumber() {
        var histogram = LogHistogram(floorBits: 10)
        for value in [Int64.min, -1, 0, 1, .max] { histogram.add(value) }
        #expect(histogram.n == 5)
        #expect(histogram.quantile(1)?.isFinite == true)
        #expect(LogHistogram(floorBits: 0).quantile(0.5) == nil)
    }

    @Test(arguments: [(0.0, Int64(0)), (.nan, 0), (.infinity, .max), (-.infinity, .min), (1e300, .max), (-2.5, -3)])
    func roundsAnythingIntoSixtyFourBits(_ value: Double, _ whole: Int64) {
        #expect(Whole.nearest(value) == whole)
    }

    @Test(arguments: [Int128(0), 1, -1, 1 << 70, -(1 << 70), .max, .min, 123_456_789_012_345_678_901_234])
    func convertsWideNumbersWithoutLoss(_ value: Int128) {
        #expect(abs(value.statistic - Double(value)) <= abs(Double(value)) * 2.3e-16)
    }

    @Test func dividesTowardsMinusInfinity() {
        #expect(Whole.floorDivide(-1, 86_400) == -1)
        #expect(Whole.floorDivide(.min, 7) == Int64.min / 7 - (Int64.min % 7 < 0 ? 1 : 0))
        #expect(Whole.floorDivide(86_399, 86_400) == 0)
    }
}
