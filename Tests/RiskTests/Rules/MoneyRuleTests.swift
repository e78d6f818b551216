import Brokerage
import Testing

@testable import Risk

struct MoneyRuleTests {
    private func rules(_ changes: RiskChanges) -> [String] { changes.alerts.map(\.rule).sorted() }

    /// An account that closes that result.
    private func close(_ profit: String, in bench: inout Bench, of account: AccountID, at seconds: Double) {
        let position = bench.trade(account, .buy, "1", "EURUSD", "1.1", seconds: seconds)
        bench.trade(account, .sell, "1", "EURUSD", "1.1", position: position, entry: .out, profit: profit, seconds: seconds + 30)
    }

    @Test func aLargeDayIsToldAndEachStepBeyond() {
        var bench = Bench()
        let account = bench.account(1)
        bench.pay(account, "100000", seconds: -90_000)
        var told: [String] = []
        for (index, profit) in ["9800", "400", "700", "4200", "-300", "5500"].enumerated() {
            close(profit, in: &bench, of: account, at: Double(index * 100))
            told += rules(bench.settle(Double(index * 100 + 60))).filter { $0 == "PL2" }.map { "\($0) \(index)" }
        }
        #expect(told == ["PL2 1", "PL2 3", "PL2 5"])
    }

    @Test func aTenthOfTheDaysStartIsToldFromAThousand() {
        for (deposit, profit, expected) in [("9000", "1000", true), ("11000", "1000", false), ("5000", "900", false)] {
            var bench = Bench()
            let account = bench.account(1)
            bench.pay(account, deposit, seconds: -90_000)
            close(profit, in: &bench, of: account, at: 0)
            #expect(rules(bench.settle(60)).contains("PL2") == expected)
        }
    }

    @Test func marginLeverageAndOpenResultsAreWatched() {
        var bench = Bench()
        let account = bench.account(1, leverage: 500)
        bench.pay(account, "2000")
        bench.quote("EURUSD", "1.1", "1.1")
        bench.trade(account, .buy, "5", "EURUSD", "1.1")
        #expect(rules(bench.settle(1)) == ["EX6", "OR3"], "550,000 on 2,000, and all there is of the symbol")
        bench.quote("EURUSD", "1.0975", "1.0975", at: 2)
        #expect(rules(bench.settle(2)) == ["MG1", "MG2"], "750 on a margin of 1,097")
        bench.quote("EURUSD", "1.0955", "1.0955", at: 3)
        let below = bench.settle(3).alerts.filter { $0.rule == "MG4" }
        #expect(below.map(\.severity) == [.warning] && abs((below.first?.value ?? 0) + 250) < 1e-6)
        bench.quote("EURUSD", "1.0900", "1.0900", at: 4)
        #expect(bench.settle(4).alerts.contains { $0.rule == "MG4" && $0.severity == .critical })
        bench.quote("EURUSD", "1.1200", "1.1200", at: 5)
        #expect(rules(bench.settle(5)).contains("PL4"), "10,000 of 12,000")
    }

    @Test func aLargeStopOutIsToldOnce() {
        var bench = Bench()
        let account = bench.account(1)
        let position = bench.trade(account, .buy, "6", "EURUSD", "1.1")
        bench.trade(account, .sell, "6", "EURUSD", "1.09", position: position, entry: .out, profit: "-6000", seconds: 5) { $0.reason = .stopOut }
        #expect(rules(bench.settle(6)) == ["MG3"])
    }

    @Test func fundsThatNobodyStatedAreNotMissed() {
        var bench = Bench()
        let account = bench.account(1)
        close("-700", in: &bench, of: account, at: 0)
        #expect(bench.settle(60).alerts.isEmpty, "without a deposit the balance is not the account's")
        bench.account(1) { $0.balance = Money("-20") }
        #expect(rules(bench.settle(61)) == ["MG4"])
    }
}
