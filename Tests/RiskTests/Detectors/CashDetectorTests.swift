import Brokerage
import Testing

@testable import Risk

struct CashDetectorTests {
    private let thresholds = CashThresholds()

    private enum Act {
        case pay(Int)
        case open(Double)
    }

    private func detector(_ acts: [(act: Act, hours: Double)]) -> CashDetector {
        var (detector, balance) = (CashDetector(), Money.zero)
        for (index, (act, hours)) in acts.enumerated() {
            switch act {
            case .open(let notional): detector.add(.made(Int64(index), at: Bench.time(hours * 3600).microseconds, notional: notional))
            case .pay(let amount):
                var deal = Deal(ticket: Int64(index), login: 1, action: .balance, time: Bench.time(hours * 3600))
                deal.profit = Money(amount)
                balance += deal.profit
                if let payment = Payment(deal, id: DealID(Int64(index)), balance: balance) { detector.add(payment, thresholds) }
            }
        }
        return detector
    }

    @Test func moneyThatPassesThroughIsToldWithItsActivity() {
        let detector = detector([(.pay(10_000), 0), (.open(32_610), 5), (.pay(-9900), 48)])
        #expect(detector.isPassingThrough)
        #expect(abs(Double(detector.passedActivity) - 3.261) < 1e-6 && abs(Double(detector.passedDays) - 2) < 1e-6)
        #expect(detector.recent.deals == [DealID(0), DealID(2)])
    }

    @Test func tradingOrLeavingMoneyBehindIsNone() {
        #expect(!detector([(.pay(10_000), 0), (.open(60_000), 5), (.pay(-9900), 48)]).isPassingThrough)
        #expect(!detector([(.pay(10_000), 0), (.pay(-5000), 48)]).isPassingThrough)
        // A client of long standing who leaves.
        let years = [(Act.pay(2000), 0.0)] + (0..<50).map { (Act.open(20_000), Double($0 + 1)) } + [(.pay(-2100), 900)]
        #expect(!detector(years).isPassingThrough)
    }

    @Test func anEmptyAccountBeginsAnew() {
        let detector = detector([(.pay(1000), 0), (.open(90_000), 1), (.pay(-1000), 2), (.pay(5000), 100), (.pay(-5000), 110)])
        #expect(detector.passed == 1 && detector.passedActivity == 0)
    }

    @Test func threeDepositsUnderTheLimitWithinADayAreASeries() {
        #expect(detector([(.pay(9000), 0), (.pay(9500), 5), (.pay(8200), 23)]).isStructuring)
        #expect(!detector([(.pay(9000), 0), (.pay(9500), 5), (.pay(8200), 25)]).isStructuring)
        #expect(!detector([(.pay(9000), 0), (.pay(12_000), 5), (.pay(7000), 10), (.pay(8200), 12)]).isStructuring)
        #expect(detector([(.pay(9000), 0), (.pay(9000), 50), (.pay(9500), 60), (.pay(8200), 70)]).series == 1)
    }
}
