import Brokerage
import Glibc
import Testing

@testable import Risk

/// The worked examples of risk-domain 7.1 to 7.5.
struct LinkExampleTests {
    private func isClose(_ value: Double, _ wanted: Double, _ tolerance: Double) -> Bool { abs(value - wanted) <= tolerance * abs(wanted) }

    @Test func sixtyAndFiftyOpensInSixteenHoursMatchATenthOfATimeByChance() {
        let chance = ChanceMatches.expected(60, 50, window: 2, active: 16 * 3600, sameSide: 0.5)
        #expect(isClose(chance, 0.1042, 1e-3))
        #expect(isClose(pow(10, Poisson.log10Tail(3, mean: chance)), 1.7e-4, 0.05))
        #expect(isClose(Poisson.log10Tail(22, mean: chance), -42.7, 2e-3))
        #expect(PairFinding(matches: 22, opensA: 60, opensB: 50).similarity == 0.44)
    }

    @Test func theTailOfThePoissonDistributionSumsWhatIsLeft() {
        for mean in [0.01, 0.5, 2, 7.5] {
            var (term, below) = (exp(-mean), 0.0)
            for count in 0..<40 {
                let tail = Poisson.log10Tail(count, mean: mean)
                if Double(count) > mean, 1 - below > 1e-9 { #expect(isClose(pow(10, tail), 1 - below, 1e-6)) }
                if Double(count) <= mean { #expect(tail == 0) }
                below += term
                term *= mean / Double(count + 1)
            }
        }
        #expect(Poisson.log10Tail(0, mean: 0) == 0)
        #expect(Poisson.log10Tail(1, mean: 0) == -.infinity)
        #expect(Poisson.log10Tail(5, mean: .infinity) == 0)
        #expect(Poisson.log10Tail(1_000_000, mean: 1).isFinite)
    }

    @Test func sevenLagsOfAMachineHaveAMedianAndAnAbsoluteDeviation() {
        let lags = LagStatistics([310, 355, 290, 402, 340, 338, 361])
        #expect(lags.median == 340 && lags.spread == 21)
        #expect(lags.leads == 7 && lags.isDirected)
    }

    @Test func eighteenMatchesOverTwoAreTenDeviations() {
        #expect(isClose(ShiftedNull.z(18, mean: 2.1, deviation: 1.5), 10.6, 1e-3))
    }

    @Test(arguments: [(100, 2.0e-6), (1_000, 2.0e-8), (10_000, 2.0e-10)])
    func theLevelOfAPairIsSharedByAllPairs(_ accounts: Int, _ level: Double) {
        #expect(isClose(pow(10, LinkJudge.level(0.01, accounts: accounts)), level, 0.02))
    }

    @Test func whatOneWinsTheOtherLoses() {
        var ledger = MirrorLedger()
        #expect(ledger.cancel == nil)
        ledger.settle(1_800, -1_850, yields: (18, -18.5))
        #expect(isClose(ledger.cancel ?? 0, 0.9863, 1e-4))
    }

    @Test func fourMembersOfFourAndAHalfPercentHideEighteen() {
        let hidden = HiddenConcentration.find("XAUUSD", members: [45, 45, 45, 45], gross: 1000, limit: 0.15, memberLimit: 0.05)
        #expect(hidden == HiddenConcentration(symbol: "XAUUSD", share: 0.18, largestMember: 0.045))
        #expect(HiddenConcentration.find("XAUUSD", members: [45, 45, 45, 60], gross: 1000, limit: 0.15, memberLimit: 0.05) == nil)
        #expect(HiddenConcentration.find("XAUUSD", members: [45, 45, 45], gross: 1000, limit: 0.15, memberLimit: 0.05) == nil)
        #expect(HiddenConcentration.find("XAUUSD", members: [], gross: 0, limit: 0.15, memberLimit: 0.05) == nil)
    }
}
