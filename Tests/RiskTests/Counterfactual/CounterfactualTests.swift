import Testing

@testable import Risk

struct CounterfactualTests {
    private func trade(_ day: Int64, _ kept: Double, _ covered: Double, routed: Bool) -> RoutedTrade {
        RoutedTrade(day: day, kept: kept, covered: covered, isRouted: routed, wasCovered: false, notional: 100_000)
    }

    @Test func routesTheReferencesThreeFills() {
        let result = CounterfactualResult(of: [trade(1, -12, 2, routed: true), trade(1, 30, 2, routed: false), trade(2, -45, 2, routed: true)])
        #expect(result.allKept.usd == -27 && result.allCovered.usd == 6 && result.policy.usd == 34 && result.current.usd == -27)
        #expect(result.policy.worstDay == 2 && result.allKept.worstDay == -45 && result.allKept.drawdown == 45)
        #expect(abs((result.shareRouted ?? 0) - 2.0 / 3) < 1e-12)
        #expect(result.overAllKept == nil, "two days say nothing of the next")
    }

    @Test func anIntervalHoldsWhatItIsOf() throws {
        var dice = Dice(seed: 7)
        let trades = (0..<400).map { index in
            let kept = Double(dice.below(2001)) / 10 - 110
            return trade(Int64(index / 4), kept, 5, routed: index % 2 == 0)
        }
        let result = CounterfactualResult(of: trades)
        for difference in [result.overAllKept, result.overAllCovered, result.overCurrent] {
            let difference = try #require(difference)
            #expect(difference.low < difference.usd && difference.usd < difference.high)
        }
        #expect(result.overAllKept?.low ?? 0 > 0, "the kept half loses 10 a trade for sure")
        #expect(CounterfactualResult(of: trades) == result)
        #expect(CounterfactualResult(of: trades.reversed()).policy.usd.rounded() == result.policy.usd.rounded())
    }

    @Test func nothingIsNothing() {
        let result = CounterfactualResult(of: [])
        #expect(result.trades == 0 && result.shareRouted == nil && result.policy.worstDay == nil && result.policy.usd == 0)
    }

    @Test func blocksKeepTheSeriesTogether() {
        var whole = BlockBootstrap(seed: 1, expectedBlock: 1e12)
        let sums = (0..<50).map { _ in whole.sum(of: [1, 2, 3]) }
        #expect(sums.allSatisfy { $0 == 6 }, "one endless block is the series from some place on")
        var single = BlockBootstrap(seed: 1, expectedBlock: 1)
        let nothing = single.sum(of: [])
        let apart = Set((0..<50).map { _ in single.sum(of: [1, 2, 3]) })
        #expect(apart.count > 3 && nothing == 0)
    }
}
