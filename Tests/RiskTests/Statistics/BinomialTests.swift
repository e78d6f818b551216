import Glibc
import Testing

@testable import Risk

struct BinomialTests {
    @Test(arguments: [(12, 30, 0.02, -12.602), (3, 30, 0.02, -1.66), (84, 120, 0.06, -72.9)])
    func theTailIsExactWhereADoubleWouldNotHoldIt(_ hits: Int, _ n: Int, _ chance: Double, _ log: Double) {
        #expect(abs(Binomial.logTail(hits, of: n, chance: chance) - log) < 0.05)
    }

    @Test func theTailFallsWithEachHitAndEndsWhereItMust() {
        #expect(Binomial.logTail(0, of: 10, chance: 0.3) == 0)
        #expect(Binomial.logTail(11, of: 10, chance: 0.3) == -.infinity)
        #expect(abs(Binomial.logTail(10, of: 10, chance: 0.1) + 10) < 1e-9)
        #expect(Binomial.logTail(5, of: 10, chance: 0) == -.infinity && Binomial.logTail(5, of: 10, chance: 1) == 0)
        for hits in 1..<40 { #expect(Binomial.logTail(hits, of: 40, chance: 0.3) > Binomial.logTail(hits + 1, of: 40, chance: 0.3)) }
    }

    @Test func theSignTestIsExact() {
        #expect(abs(pow(10, Binomial.logSignTest(420, of: 865)) - 0.41) < 0.01)
        #expect(abs(pow(10, Binomial.logSignTest(300, of: 865)) / 1.5e-19 - 1) < 0.05)
        #expect(Binomial.logSignTest(0, of: 0) == 0)
        #expect(Binomial.logSignTest(5, of: 10) == 0)
    }
}
