import Brokerage
import Testing

@testable import Risk

struct MartingaleDetectorTests {
    private func detector(_ trades: [(lots: Int64, won: Bool?)]) -> MartingaleDetector {
        var detector = MartingaleDetector()
        var chain = LotChain()
        for (index, trade) in trades.enumerated() {
            if let step = chain.opened(trade.lots) { detector.add(step, deal: DealID(Int64(index)), MartingaleThresholds()) }
            guard let won = trade.won else { continue }
            chain.closed(
                RoundTrip(
                    instrument: 0, isLong: true, lots: trade.lots, openPrice: 1, closePrice: 1, openedAt: 0, closedAt: 1,
                    net: Money(won ? 1 : -1), notional: 1, opening: DealID(0), closing: DealID(0), counts: true))
        }
        return detector
    }

    @Test func doublingAfterEachLossIsAMartingale() {
        let detector = detector([
            (10, false), (20, false), (40, false), (80, true), (10, false), (20, true), (10, true), (10, false), (20, nil),
        ])
        #expect(detector.afterLoss.median == 2)
        #expect(detector.raises(MartingaleThresholds()) == 5)
        #expect(detector.afterWin.median == 0.5)
        #expect(detector.depth == 3)
        #expect(detector.isMartingale(MartingaleThresholds()))
        #expect(detector.recent.deals == [1, 2, 3, 5, 8].map { DealID($0) })
    }

    @Test func raisingAfterWinsTooIsNoMartingale() {
        let trades = (0..<12).map { (lots: Int64(10) << Int64($0), won: Optional($0 % 2 == 0)) }
        #expect(!detector(trades).isMartingale(MartingaleThresholds()))
    }

    @Test func overlappingTradesBreakTheChain() {
        var chain = LotChain()
        #expect(chain.opened(10) == nil)
        #expect(chain.opened(20) == nil)
        let loss = RoundTrip(
            instrument: 0, isLong: true, lots: 10, openPrice: 1, closePrice: 1, openedAt: 0, closedAt: 1, net: Money(-1), notional: 1,
            opening: DealID(0), closing: DealID(0), counts: true)
        chain.closed(loss)
        chain.closed(loss)
        #expect(chain.opened(20) == nil)
        chain.closed(loss)
        #expect(chain.opened(20) == .afterLoss(2))
    }

    @Test(arguments: [(5, 1140.0, 620.0), (6, 2400, 1260), (7, 4940, 2540), (8, 10_040, 5100)])
    func ruinComesWithTheLevel(_ level: Int, _ open: Double, _ closed: Double) {
        // Base 0.1 lot, twice as much each time, steps of 20 pips at 10 USD a pip and lot.
        #expect(abs(MartingaleRuin.openLoss(level: level, lots: 0.1, factor: 2, stepValue: 200) - open) < 1e-6)
        #expect(abs(MartingaleRuin.closedLoss(level: level, lots: 0.1, factor: 2, stepValue: 200) - closed) < 1e-6)
    }

    @Test func seesIndividualsAndNotLuck() {
        var dice = Dice(seed: 7)
        var found = 0
        for _ in 0..<1000 {
            let trades = (0..<100).map { _ in (lots: Int64([10, 20, 30, 50][dice.below(4)]), won: Optional(dice.chance(50))) }
            if detector(trades).isMartingale(MartingaleThresholds()) { found += 1 }
        }
        #expect(found == 0, "random lots are no martingale")
    }
}
