import Brokerage
import Testing

@testable import Risk

struct BonusDetectorTests {
    private let thresholds = BonusThresholds()
    private let mirrored = LinkedBehaviour(mirror: 1, netShare: 0.05, isPartnerStoppedOut: true)

    private func detector(_ operations: [(action: DealAction, amount: Int, hours: Double)]) -> BonusDetector {
        var (detector, balance) = (BonusDetector(), Money.zero)
        for (index, operation) in operations.enumerated() {
            var deal = Deal(ticket: Int64(index), login: 1, action: operation.action, time: Bench.time(operation.hours * 3600))
            deal.profit = Money(operation.amount)
            if operation.action == .balance { balance += deal.profit }
            if let payment = Payment(deal, id: DealID(Int64(index)), balance: balance) { detector.add(payment, thresholds) }
        }
        return detector
    }

    @Test func signsCombineByNoisyOr() { #expect(abs(BonusSigns.noisyOr([0.5, 0.7, 0.4, 0.3]) - 0.937) < 1e-9) }

    @Test func bonusMirrorAndAQuickWithdrawalAreAbuse() {
        let detector = detector([(.balance, 1000, 0), (.bonus, 700, 1), (.bonus, -700, 90), (.balance, -1900, 91)])
        #expect(detector.ratio == 0.7 && detector.withdrawnAfter == Money(1900).units)
        #expect(detector.signs(mirrored, thresholds).together >= thresholds.strength)
        #expect(detector.consumed == 0)
    }

    @Test func withoutALinkItIsNone() {
        let detector = detector([(.balance, 1000, 0), (.bonus, 700, 1), (.bonus, -700, 90), (.balance, -1900, 91)])
        #expect(detector.signs(LinkedBehaviour(), thresholds).together < thresholds.strength)
    }

    @Test func hedgersOfOneHouseholdWithoutABonusAreNone() {
        #expect(detector([(.balance, 1000, 0), (.balance, -900, 50)]).signs(mirrored, thresholds).together == 0)
        #expect(detector([(.balance, 1000, 0), (.bonus, 100, 1)]).signs(mirrored, thresholds).together == 0, "a small bonus tempts nobody")
    }

    @Test func whatTradingUsedUpIsTheCost() {
        #expect(detector([(.balance, 1000, 0), (.credit, 500, 1), (.credit, -120, 300)]).consumed == 380)
    }
}
