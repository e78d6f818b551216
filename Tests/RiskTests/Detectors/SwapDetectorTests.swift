import Brokerage
import Testing

@testable import Risk

struct SwapDetectorTests {
    private let thresholds = SwapThresholds()
    private static let day: Int64 = 86_400_000_000

    /// Trades of a week each, from a Monday noon on.
    private func detector(_ trips: [(swap: Double, rest: Double)], nights: Int64 = 5) -> SwapDetector {
        var detector = SwapDetector()
        for (index, trip) in trips.enumerated() {
            let opened = Bench.start.microseconds + Int64(index) * 7 * Self.day
            detector.add(.made(Int64(index), from: opened, to: opened + nights * Self.day, net: trip.swap + trip.rest, swap: trip.swap))
        }
        return detector
    }

    @Test func theReferencesExampleIsArbitrage() throws {
        let detector = detector([(115, 9), (115, 15), (115, -3), (115, 20), (115, 4), (115, 12), (115, 0), (115, 18), (115, 5), (115, 10)])
        #expect(abs(try #require(detector.share) - 0.927) < 5e-4)
        #expect(detector.nights == 50 && detector.triples == 10)
        #expect(detector.isArbitrage(thresholds))
    }

    @Test func hedgedLegsThatCloseTogetherAreOneResult() {
        var detector = SwapDetector()
        for week in 0..<4 {
            let opened = Bench.start.microseconds + Int64(week) * 7 * Self.day
            for (leg, rest) in [900.0, -1400, 490].enumerated() {
                detector.add(.made(Int64(week * 3 + leg), from: opened, to: opened + 4 * Self.day, net: rest + 30, swap: 30))
            }
        }
        #expect(detector.isArbitrage(thresholds))
    }

    @Test func carryWithPriceRiskIsNot() {
        // As much swap, and prices that by luck came back to where they began.
        let detector = detector((0..<12).map { (swap: 100, rest: $0 % 2 == 0 ? 800 : -780) })
        #expect(abs(Double(detector.price)) <= 0.25 * Double(detector.swap))
        #expect(!detector.isArbitrage(thresholds))
    }

    @Test func ordinaryHoldersAreLuck() {
        var (dice, found) = (Dice(seed: 3), 0)
        for _ in 0..<2000 {
            let trips = (0..<(3 + dice.below(30))).map { _ in (swap: (dice.unit() - 0.6) * 20, rest: dice.normal() * 150) }
            if detector(trips).isArbitrage(thresholds) { found += 1 }
        }
        #expect(found == 0)
    }

    @Test func aHedgeOnASwapFreeAccountIsArbitrageWhateverThePriceDidHere() {
        let detector = detector((0..<4).map { (swap: 100, rest: $0 % 2 == 0 ? 3000 : -2500) })
        let pair = LinkedBehaviour(mirror: 0.97, netShare: 0.03, isPartnerSwapFree: true)
        #expect(!detector.isArbitrage(thresholds) && detector.isHedgedArbitrage(pair, thresholds))
        #expect(!detector.isHedgedArbitrage(LinkedBehaviour(mirror: 0.97, netShare: 0.03), thresholds))
        #expect(!self.detector([(-100, 50), (-80, 60)]).isHedgedArbitrage(pair, thresholds), "who pays swaps earns none")
        #expect(self.detector([(0, 50), (0, 60)]).isSwapFree && !detector.isSwapFree)
    }

    @Test func longHoldsWithoutSwapAreALabel() {
        #expect(detector([(0, 10), (0, -20), (0, 5)], nights: 9).isHoldingFree(thresholds))
        #expect(!detector([(0, 10), (0, -20), (-1, 5)], nights: 9).isHoldingFree(thresholds), "swaps are booked")
        #expect(!detector([(0, 10), (0, -20), (0, 5)], nights: 4).isHoldingFree(thresholds), "four nights are not long")
    }

    @Test func nightsEndAtFiveInNewYork() {
        func time(_ text: String) -> Int64 { Timestamp(rfc3339: text)?.microseconds ?? 0 }
        // Winter: 22:00 UTC. Summer: 21:00.
        #expect(Rollover.nights(from: time("2026-01-14T21:59:00Z"), to: time("2026-01-14T22:01:00Z")) == (1, 1))
        #expect(Rollover.nights(from: time("2026-01-14T21:01:00Z"), to: time("2026-01-14T21:59:00Z")) == (0, 0))
        #expect(Rollover.nights(from: time("2026-07-14T20:59:00Z"), to: time("2026-07-14T21:01:00Z")) == (1, 0))
        #expect(Rollover.nights(from: time("2026-07-10T12:00:00Z"), to: time("2026-07-13T12:00:00Z")) == (1, 0), "Friday's alone over a weekend")
        #expect(Rollover.nights(from: time("2026-07-06T12:00:00Z"), to: time("2026-07-20T12:00:00Z")) == (10, 2))
        #expect(Rollover.nights(from: .max, to: .min) == (0, 0))
        // Daylight saving began on 8 March 2026 and ended on 1 November.
        #expect(Rollover.isLate(time("2026-03-06T21:45:00Z")) && !Rollover.isLate(time("2026-03-09T21:45:00Z")))
        #expect(Rollover.isLate(time("2026-03-09T20:45:00Z")) && Rollover.isLate(time("2026-10-30T20:45:00Z")))
        #expect(Rollover.isLate(time("2026-11-02T21:30:00Z")) && !Rollover.isLate(time("2026-11-02T22:00:00Z")))
    }
}
