import Brokerage
import Testing

@testable import Risk

struct StyleDetectorTests {
    private let thresholds = StyleThresholds()

    @Test func theReferencesSeriesAlarmsAtItsEighthTrade() {
        var (cusum, sums) = (Cusum(), [Float]())
        for z in [0.2, -0.4, 1.1, 1.6, 0.9, 2.0, 1.4, 1.2] {
            cusum.add(z, slack: 0.5)
            sums.append(cusum.sum)
        }
        for (sum, expected) in zip(sums, [0, 0, 0.6, 1.7, 2.1, 3.6, 4.5, 5.2]) { #expect(abs(Double(sum) - expected) < 1e-6) }
        #expect(sums.firstIndex { $0 > 5 } == 7 && cusum.length == 6)
    }

    private func detector(_ results: [Double], decisions: Bool = true) -> StyleDetector {
        var detector = StyleDetector()
        for (index, result) in results.enumerated() {
            var cluster = TripCluster(at: Int64(index) * 3_600_000_000)
            if decisions { cluster.decide(result) }
            detector.add(cluster, at: Int64(index) * 3_600_000_000, deal: DealID(Int64(index)), thresholds)
        }
        return detector
    }

    @Test func aClientWhoLearnsToEarnIsTold() {
        var dice = Dice(seed: 2)
        let results = (0..<100).map { _ in -1 + 5 * dice.normal() } + (0..<40).map { _ in 6 + 5 * dice.normal() }
        let detector = detector(results)
        #expect(detector.alarms > 0 && detector.after > detector.before + 3)
        #expect(detector.hasChanged(asOf: detector.alarmedAt, thresholds))
        #expect(!detector.hasChanged(asOf: detector.alarmedAt + 31 * 86_400_000_000, thresholds))
        #expect(!detector.recent.isEmpty)
    }

    @Test func closesThatNobodyDecidedAreLeftOut() {
        #expect(detector((0..<200).map { $0 < 100 ? -1 : 50 }, decisions: false).alarms == 0)
    }

    @Test func luckAlarmsOnceInHundredsOfTrades() {
        var (dice, alarms) = (Dice(seed: 8), 0)
        for _ in 0..<200 { alarms += Int(detector((0..<300).map { _ in dice.normal() }).alarms) }
        // Sixty thousand trades; without a warm-up it would be one in about nine hundred.
        #expect(alarms > 10 && alarms < 120, "\(alarms)")
    }
}
