import Brokerage
import Testing

@testable import Risk

struct GainDetectorTests {
    private let thresholds = GainThresholds()
    private static let hour: Int64 = 3_600_000_000

    private func detector(_ nets: [Double], cost: Double = 14, apart: Int64 = hour / 2) -> GainDetector {
        var detector = GainDetector()
        for (index, net) in nets.enumerated() {
            let time = Bench.start.microseconds + Int64(index) * apart
            detector.add(.made(Int64(index), from: time, to: time + Self.hour / 4, net: net, costs: -cost, notional: 50_000), thresholds)
        }
        return detector
    }

    @Test func threeLargeQuickGainsOfADayAreSharp() {
        #expect(detector([520, 610, 700]).isSharp(thresholds, usdRate: 1))
        #expect(!detector([520, 610, 499]).isSharp(thresholds, usdRate: 1))
        #expect(!detector([520, 610, 700], cost: 110).isSharp(thresholds, usdRate: 1), "not five times their cost")
        #expect(!detector([520, 610, 700], apart: 12 * Self.hour).isSharp(thresholds, usdRate: 1), "not of one day")
        #expect(!detector([520, 610, 700]).isSharp(thresholds, usdRate: 0.01), "of another currency")
    }

    @Test func nineOfTenAreARun() {
        let nine = (0..<10).map { $0 == 4 ? -10.0 : 10 }
        #expect(detector(nine).isRunUpper(thresholds))
        #expect(!detector(nine + [-10]).isRunUpper(thresholds), "the last ten count")
        #expect(!detector(Array(repeating: 10, count: 9)).isRunUpper(thresholds))
    }

    private func payment(_ amount: Int, balance: Int) -> Payment? {
        var deal = Deal(ticket: 1, login: 1, action: .balance, time: Bench.start)
        deal.profit = Money(amount)
        return Payment(deal, id: DealID(1), balance: Money(balance))
    }

    @Test func doublingCountsFromTheLastTimeTheAccountWasEmpty() throws {
        var detector = GainDetector()
        detector.add(try #require(payment(5000, balance: 5000)))
        detector.add(try #require(payment(-4990, balance: 10)))
        detector.add(try #require(payment(1000, balance: 1010)))
        #expect(detector.multiple(of: 2100) == 2.1)
    }
}
