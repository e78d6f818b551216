import Brokerage
import Testing

@testable import Risk

struct BurstDetectorTests {
    private func time(_ seconds: Double) -> Int64 { Bench.time(seconds).microseconds }

    @Test func theEleventhOpeningInAMinuteIsABurst() {
        var detector = BurstDetector()
        for index in 0..<10 {
            #expect(!detector.isBurst(at: time(Double(index * 5))))
            detector.add(.made(Int64(index), at: time(Double(index * 5))))
        }
        #expect(detector.isBurst(at: time(59)) && !detector.isBurst(at: time(60)))
        detector.add(.made(11, at: time(50)))
        #expect(detector.bursts == 1 && detector.recent.deals == [DealID(11)])
    }

    @Test func thirtyFourOrdersInAMinuteAreMoreThanThirty() {
        var detector = BurstDetector()
        for index in 0..<34 { detector.add(.made(Int64(index), at: time(Double(index)))) }
        #expect(detector.orders(at: time(34)) == 34 && detector.most == 34)
        #expect(abs(detector.orders(at: time(90)) - 17) < 1e-9 && detector.orders(at: time(200)) == 0)
    }

    @Test func closingABasketIsOneOrder() {
        var detector = BurstDetector()
        for index in 0..<40 { detector.add(.made(Int64(index), to: time(Double(index)))) }
        #expect(detector.orders(at: time(41)) == 1 && detector.bursts == 0)
    }

    @Test func theRuleCountsOpeningsAndOrders() {
        var bench = Bench()
        let account = bench.account(1)
        for index in 0..<11 { bench.trade(account, .buy, "0.1", "EURUSD", "1.1", seconds: Double(index)) }
        #expect(bench.settle(12).alerts.map(\.rule) == ["OR2"])
        // Eleven closes of one basket.
        var calm = Bench()
        let other = calm.account(1)
        let positions = (0..<11).map { calm.trade(other, .buy, "0.1", "EURUSD", "1.1", seconds: Double($0 * 60)) }
        for (index, position) in positions.enumerated() {
            calm.trade(other, .sell, "0.1", "EURUSD", "1.1", position: position, entry: .out, seconds: 900 + Double(index))
        }
        #expect(calm.settle(1000).alerts.isEmpty)
    }
}
