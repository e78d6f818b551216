import Brokerage
import Testing

@testable import Risk

struct FastGainDetectorTests {
    private func bench(trades: Int, gain: String, days: Double = 0) -> (Bench, AccountID) {
        var bench = Bench()
        let account = bench.account(1)
        bench.pay(account, "1000")
        for index in 0..<trades {
            let seconds = days * 86_400 + Double(index * 100)
            let position = bench.trade(account, .buy, "1", "EURUSD", "1.1", seconds: seconds)
            bench.trade(account, .sell, "1", "EURUSD", "1.1", position: position, entry: .out, profit: gain, seconds: seconds + 60)
        }
        return (bench, account)
    }

    @Test func halfOfTheDepositsInFiveTradesOfTheFirstWeekIsFast() {
        var (fast, account) = bench(trades: 5, gain: "100")
        #expect(fast.settle().alerts.map(\.rule) == ["TX8"])
        #expect(fast.engine.score(of: account)?.reasons.contains { $0.code == "fast_gain" } == true)
    }

    @Test(arguments: [(4, "200", 0.0), (5, "99", 0), (5, "100", 8)])
    func lessOrLaterIsNot(_ trades: Int, _ gain: String, _ days: Double) {
        var (bench, _) = bench(trades: trades, gain: gain, days: days)
        #expect(!bench.settle().alerts.contains { $0.rule == "TX8" })
    }

    @Test func anAccountThatWasNewLongAgoRaisesNothing() {
        var (bench, account) = bench(trades: 5, gain: "100")
        #expect(bench.settle(90 * 86_400).alerts.isEmpty)
        #expect(bench.engine.score(of: account)?.reasons.contains { $0.code == "fast_gain" } == true)
    }

    @Test func anOldRegistrationMakesAnOldAccount() {
        var (bench, account) = bench(trades: 5, gain: "100")
        bench.account(1) { $0.registeredAt = Bench.time(-30 * 86_400) }
        #expect(!bench.settle().alerts.contains { $0.rule == "TX8" })
        #expect(bench.engine.score(of: account)?.reasons.contains { $0.code == "fast_gain" } == false)
    }
}
