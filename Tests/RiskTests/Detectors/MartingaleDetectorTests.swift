import Brokerage
import Testing

@testable import Risk

struct MartingaleDetectorTests {
    private let thresholds = MartingaleThresholds()

    /// Trades of one account, one after the other.
    private func detector(_ trades: [(lots: Int64, won: Bool?)], funds: (Int) -> Double = { _ in 0 }) -> MartingaleDetector {
        var detector = MartingaleDetector()
        for (index, trade) in trades.enumerated() {
            detector.add(.made(Int64(index), lots: trade.lots, funds: funds(index)))
            guard let won = trade.won else { continue }
            detector.add(.made(Int64(index), lots: trade.lots, net: won ? 1 : -1))
        }
        return detector
    }

    @Test func doublingAfterEachLossIsAMartingale() {
        let detector = detector([
            (10, false), (20, false), (40, false), (80, true), (10, false), (20, true), (10, true), (10, false), (20, nil),
        ])
        #expect(detector.inAccount.afterLoss.median == 2)
        #expect(detector.inAccount.raises(1.5) == 5)
        #expect(detector.inAccount.afterWin.median == 0.5)
        #expect(detector.depth == 3)
        #expect(detector.isMartingale(MartingaleThresholds()))
        #expect(detector.recent.deals == [1, 2, 3, 5, 8].map { DealID($0) })
    }

    @Test func raisingAfterWinsTooIsNoMartingale() {
        let trades = (0..<12).map { (lots: Int64(10) << Int64($0), won: Optional($0 % 2 == 0)) }
        #expect(!detector(trades).isMartingale(MartingaleThresholds()))
    }

    @Test func aTradeIsComparedWithTheOneOpenedBeforeItOnceThatHasClosed() {
        var chain = LotChain()
        #expect(chain.opened(1, by: DealID(0)) == nil)
        #expect(chain.opened(10, by: DealID(1)) == nil, "the trade before is still open")
        chain.closed(.made(1, lots: 10, net: -1))
        #expect(chain.opened(20, by: DealID(2)) == .afterLoss(2), "a small position left open beside them hides nothing")
        chain.closed(.made(0, lots: 1, net: 1))
        #expect(chain.opened(40, by: DealID(3)) == nil, "what closed is not what was opened last")
        chain.closed(.made(3, lots: 40, net: 5))
        #expect(chain.opened(10, by: DealID(4)) == .afterWin(0.25))
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
            if detector(trades).isMartingale(thresholds) { found += 1 }
        }
        #expect(found == 0, "random lots are no martingale")
    }

    /// A martingale as its trader would hide it.
    private func hidden(_ dice: inout Dice, factor: Double, deepest: Int, skips: Int, base: Int64 = 5) -> [(lots: Int64, won: Bool?)] {
        var (depth, trades) = (0, [(lots: Int64, won: Bool?)]())
        for _ in 0..<120 {
            let lots = Double(base) * (0..<depth).reduce(1.0) { power, _ in power * factor }
            let won = dice.chance(50)
            trades.append((Int64(lots.rounded()), won))
            if won || depth >= deepest { depth = 0 } else if !dice.chance(skips) { depth += 1 }
        }
        return trades
    }

    @Test(arguments: [(1.3, 7, 0), (1.5, 4, 15), (2, 3, 20), (2.5, 6, 10), (2, 2, 0)])
    func smallFactorsEarlyResetsAndSkippedStepsDoNotHideIt(_ factor: Double, _ deepest: Int, _ skips: Int) {
        var found = 0
        for seed in 1...100 {
            var dice = Dice(seed: UInt64(seed))
            if detector(hidden(&dice, factor: factor, deepest: deepest, skips: skips)).isMartingale(thresholds) { found += 1 }
        }
        #expect(found >= 95, "\(found) of 100")
    }

    @Test func twoSystemsOfTwoSizesAreNoMartingale() {
        // Small trades mostly lose and large ones mostly win, so lots rise after most losses.
        var found = 0
        for seed in 1...300 {
            var dice = Dice(seed: UInt64(seed))
            let trades = (0..<200).map { _ in
                let isLarge = dice.chance(50)
                return (lots: Int64(isLarge ? 30 : 10), won: Optional(dice.chance(isLarge ? 85 : 35)))
            }
            if detector(trades).isMartingale(thresholds) { found += 1 }
        }
        #expect(found <= 1, "\(found) of 300")
    }

    @Test func sizingByAShareOfFundsIsNoMartingale() {
        // Paid in again and again after losses, so that lots double after them; but so do the funds.
        var (funds, trades, history) = (1000.0, [(lots: Int64, won: Bool?)](), [Double]())
        for index in 0..<60 {
            trades.append((Int64(funds / 10), index % 2 == 1))
            history.append(funds)
            funds *= index % 2 == 0 ? 2 : index % 4 == 3 ? 0.25 : 1
        }
        #expect(detector(trades).isMartingale(thresholds))
        #expect(!detector(trades) { history[$0] }.isMartingale(thresholds))
    }
}
