import Brokerage
import Testing

@testable import Risk

struct ScalpingDetectorTests {
    private func trip(hold seconds: Int64, net: Int = 1) -> RoundTrip {
        RoundTrip(
            instrument: 0, isLong: true, lots: 1, openPrice: 1, closePrice: 1, openedAt: 0, closedAt: seconds * 1_000_000, net: Money(net),
            notional: 100, opening: DealID(1), closing: DealID(2), counts: true)
    }

    private func detector(short: Int, of n: Int) -> ScalpingDetector {
        var detector = ScalpingDetector()
        for index in 0..<n { detector.add(trip(hold: index < short ? 30 : 600), ScalpingThresholds()) }
        return detector
    }

    @Test func thirtyTwoOfFiftyAreScalpingAndFiveOfSixAreNot() {
        #expect(detector(short: 32, of: 50).isScalper(ScalpingThresholds()))
        #expect(!detector(short: 31, of: 50).isScalper(ScalpingThresholds()))
        #expect(!detector(short: 5, of: 6).isScalper(ScalpingThresholds()))
        #expect(!detector(short: 19, of: 19).isScalper(ScalpingThresholds()))
    }

    @Test func saysWhatShortHoldsEarned() {
        var detector = ScalpingDetector()
        detector.add(trip(hold: 10, net: 30), ScalpingThresholds())
        detector.add(trip(hold: 600, net: 10), ScalpingThresholds())
        detector.add(trip(hold: 10, net: -5), ScalpingThresholds())
        #expect(detector.gainShare == 0.75)
        #expect(detector.shortNet == Money(25))
    }

    @Test func scalpingThatLosesAddsNoPoints() {
        var verdict = ClientVerdict()
        (verdict.isScalper, verdict.shortShare) = (true, 0.6)
        #expect(ScoreTerm.scalping.logOdds(verdict) == 0)
    }
}
