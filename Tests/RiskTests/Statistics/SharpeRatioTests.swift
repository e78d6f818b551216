import Glibc
import Testing

@testable import Risk

struct SharpeRatioTests {
    @Test func tellsWhatARatioProves() throws {
        let sharpe = SharpeRatio(value: 0.2, n: 40, skew: 0.5, kurtosis: 4)
        #expect(abs(sharpe.probability() - 0.90237) < 5e-6)
        #expect(abs(try #require(sharpe.minimumLength()) - 63.9) < 0.05)
        #expect(sharpe.minimumLength(above: 0.3) == nil)
    }

    @Test func theBestOfManyIsDeflated() {
        #expect(abs(SharpeRatio.expectedBest(of: 1000, variance: 0.01) - 0.32551) < 5e-6)
        #expect(abs(SharpeRatio(value: 0.2, n: 40, skew: 0.5, kurtosis: 4).deflated(clients: 1000, variance: 0.01) - 0.208) < 5e-4)
        #expect(abs(SharpeRatio(value: 0.45, n: 400, skew: 0.5, kurtosis: 4).deflated(clients: 1000, variance: 0.01) - 0.9951) < 5e-5)
        #expect(SharpeRatio.expectedBest(of: 1, variance: 1) == 0)
    }

    @Test func agreesWithThePublishedExample() {
        // An annual ratio of 2.5 over 1250 days, picked out of a hundred strategies.
        let variance = 0.5 / 250
        #expect(abs(SharpeRatio.expectedBest(of: 100, variance: variance) - 0.1132) < 5e-5)
        let sharpe = SharpeRatio(value: 2.5 / 250.0.squareRoot(), n: 1250, skew: -3, kurtosis: 10)
        #expect(abs(sharpe.deflated(clients: 100, variance: variance) - 0.9004) < 5e-5)
    }

    @Test func takesTheShapeFromTheSeries() throws {
        var moments = Moments()
        let series = [1.0, 2, 2, 3, 3, 3, 9, -4]
        for value in series { moments.add(value) }
        let (n, mean) = (Double(series.count), series.reduce(0, +) / Double(series.count))
        func central(_ power: Double) -> Double { series.reduce(0) { $0 + pow($1 - mean, power) } / n }
        #expect(abs(moments.skew - central(3) / pow(central(2), 1.5)) < 1e-12)
        #expect(abs(moments.kurtosis - central(4) / pow(central(2), 2)) < 1e-12)
        let sharpe = try #require(SharpeRatio(moments))
        #expect(abs(sharpe.value - mean / (central(2) * n / (n - 1)).squareRoot()) < 1e-12)
        #expect(SharpeRatio(Moments()) == nil)
    }
}
