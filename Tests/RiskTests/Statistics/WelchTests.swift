import Testing

@testable import Risk

struct WelchTests {
    /// A sample of exactly that mean and deviation.
    private func sample(_ n: Int, mean: Double, deviation: Double) -> SampleSums {
        let n = Double(n)
        return SampleSums(n: n, sum: n * mean, squares: deviation * deviation * (n - 1) + n * mean * mean)
    }

    @Test func comparesTwoMeans() throws {
        let test = try #require(Welch(sample(25, mean: 6, deviation: 5), sample(200, mean: -0.2, deviation: 5)))
        #expect(abs(test.t - 5.85) < 0.005)
        #expect(test.logP < -5 && test.logP > -7)
        let reverse = try #require(Welch(sample(200, mean: -0.2, deviation: 5), sample(25, mean: 6, deviation: 5)))
        #expect(reverse.t == -test.t && reverse.logP > -1e-5)
    }

    @Test func nothingIsComparedWithNothing() {
        #expect(Welch(sample(1, mean: 6, deviation: 0), sample(200, mean: 0, deviation: 5)) == nil)
        #expect(Welch(sample(5, mean: 6, deviation: 0), sample(5, mean: 0, deviation: 0)) == nil)
    }
}
