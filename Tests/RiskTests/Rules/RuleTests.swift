import Brokerage
import Testing

@testable import Risk

struct RuleTests {
    @Test func aSymbolNearItsLimitWarnsAndPastItIsCritical() {
        var bench = Bench()
        let account = bench.account(1)
        bench.quote("EURUSD", "1", "1")
        bench.trade(account, .sell, "40", "EURUSD", "1")
        let first = bench.settle(1).alerts.filter { $0.rule == "EX1" }
        #expect(first.map(\.severity) == [])
        bench.trade(account, .sell, "1", "EURUSD", "1", seconds: 2)
        let second = bench.settle(2).alerts.filter { $0.rule == "EX1" }
        #expect(second.map(\.action) == [.open] && second.map(\.severity) == [.warning])
        #expect(second.first?.subject == AlertSubject(kind: .symbol, key: "EURUSD", label: "EURUSD"))
        #expect(second.first?.value == 4_100_000 && second.first?.threshold == 4_000_000)
        bench.trade(account, .sell, "10", "EURUSD", "1", seconds: 3)
        let third = bench.settle(3).alerts.filter { $0.rule == "EX1" }
        #expect(third.map(\.action) == [.stepUp] && third.map(\.severity) == [.critical])
    }

    @Test(arguments: [("11", "EURUSD", "1", "lots"), ("9.9", "GBPUSD", "1.3", "usd"), ("10", "AUDUSD", "0.5", nil)])
    func aLargeOrderIsOneOfManyLotsOrMuchMoney(_ lots: String, _ symbol: String, _ price: String, _ unit: String?) {
        var bench = Bench()
        let account = bench.account(1)
        bench.trade(account, .buy, lots, symbol, price)
        let alerts = bench.settle(1).alerts.filter { $0.rule == "OR1" }
        #expect(alerts.first?.evidence.first { $0.name == "unit" }?.value == unit)
        #expect(alerts.first.map(\.deals) == unit.map { _ in [DealID(1)] })
    }

    @Test func anOrderFarAboveTheAccountsOwnIsLarge() {
        var bench = Bench()
        let account = bench.account(1)
        for index in 0..<30 { bench.trade(account, .buy, "0.1", "EURUSD", "1.1", seconds: Double(index * 10)) }
        bench.trade(account, .buy, "0.9", "EURUSD", "1.1", seconds: 310)
        #expect(bench.settle(320).alerts.isEmpty)
        bench.trade(account, .buy, "1.5", "EURUSD", "1.1", seconds: 330)
        #expect(bench.settle(340).alerts.map(\.rule) == ["OR1"])
    }

    @Test func everyLargeOrderOpensAnAlertButOldOnesAreCounted() {
        var bench = Bench()
        let (account, other) = (bench.account(1), bench.account(2))
        bench.trade(account, .buy, "11", "EURUSD", "1.1")
        bench.trade(account, .buy, "12", "EURUSD", "1.1")
        #expect(bench.settle(1).alerts.map(\.action) == [.open, .open])
        for lots in ["11", "12", "13"] { bench.trade(other, .buy, lots, "EURUSD", "1.1", seconds: 2) }
        let late = bench.settle(90_000).alerts.filter { $0.account == other }
        #expect(late.map(\.action) == [.open, .count])
        #expect(late.map(\.occurrences) == [1, 2])
    }

    @Test func aMarginCallIsSaidOnceAndAgainAfterCalm() {
        var bench = Bench()
        let account = bench.account(1)
        bench.pay(account, "2000")
        bench.quote("EURUSD", "1.1", "1.1")
        bench.trade(account, .buy, "1", "EURUSD", "1.1")
        #expect(bench.settle(1).alerts.isEmpty)
        bench.quote("EURUSD", "1.09", "1.09", at: 2)
        let call = bench.settle(2).alerts
        #expect(call.map(\.rule) == ["MG1"])
        #expect(abs((call.first?.value ?? 0) - 1000 / 1090 * 100) < 1e-9)
        bench.quote("EURUSD", "1.0899", "1.0899", at: 3)
        #expect(bench.settle(3).alerts.isEmpty)
    }

    @Test func onlyMovedPricesAreLookedAtEveryQuarterOfASecond() {
        var bench = Bench()
        let account = bench.account(1)
        bench.quote("EURUSD", "1.1", "1.1")
        bench.trade(account, .buy, "1", "EURUSD", "1.1")
        #expect(bench.settle(1).accounts == [account])
        bench.quote("EURUSD", "1.2", "1.2", at: 0.05)
        #expect(bench.settle(1.1).accounts.isEmpty)
        let changes = bench.settle(1.3)
        #expect(changes.accounts == [account] && changes.symbols == ["EURUSD"])
        #expect(bench.settle(2) == RiskChanges())
    }

    @Test func aMartingaleIsToldAtItsFourthRaise() {
        var bench = Bench()
        let account = bench.account(1)
        var rules: [String] = []
        for (index, lots) in ["0.1", "0.2", "0.4", "0.8", "1.6", "3.2"].enumerated() {
            let seconds = Double(index * 100)
            let position = bench.trade(account, .buy, lots, "EURUSD", "1.1", seconds: seconds)
            bench.trade(account, .sell, lots, "EURUSD", "1.1", position: position, entry: .out, profit: "-10", seconds: seconds + 50)
            rules += bench.settle(seconds + 60).alerts.map(\.rule)
        }
        #expect(rules == ["ST1"])
        #expect(bench.engine.score(of: account)?.reasons.contains { $0.code == "martingale" } == true)
    }

    @Test func aScalperWhoEarnsIsToldAndOneWhoLosesIsNot() {
        for (profit, expected) in [("30", ["TX6"]), ("-30", [])] {
            var bench = Bench()
            let account = bench.account(1)
            for index in 0..<60 {
                let seconds = Double(index * 100)
                let position = bench.trade(account, .buy, "1", "EURUSD", "1.1", seconds: seconds)
                bench.trade(
                    account, .sell, "1", "EURUSD", "1.1", position: position, entry: .out, profit: index % 3 == 0 ? "5" : profit,
                    seconds: seconds + 20)
            }
            #expect(bench.settle(7000).alerts.map(\.rule).filter { $0 == "TX6" } == expected)
        }
    }

    @Test func aScalperWhoLosesIsNotToldForALuckyHorizon() {
        var bench = Bench()
        let account = bench.account(1)
        bench.quote("EURUSD", "1.1", "1.1")
        for index in 0..<60 {
            let seconds = Double(index * 400)
            // After a second the market is with him; when he leaves, half a minute later, it has gone.
            bench.quote("EURUSD", "1.1", "1.1", at: seconds)
            let position = bench.trade(account, .buy, "1", "EURUSD", "1.1", seconds: seconds)
            bench.quote("EURUSD", "1.1002", "1.1002", at: seconds + 0.9)
            bench.quote("EURUSD", "1.0999", "1.0999", at: seconds + 2)
            bench.trade(account, .sell, "1", "EURUSD", "1.0999", position: position, entry: .out, profit: "-10", seconds: seconds + 30)
        }
        #expect(!bench.settle(60 * 400).alerts.contains { $0.rule == "TX6" })
        let reasons = bench.engine.score(of: account)?.reasons ?? []
        #expect(!reasons.contains { $0.code == "scalping" })
    }

    @Test func accountsThatAreNotScoredRaiseNothing() {
        var bench = Bench()
        let account = bench.account(1, scored: false)
        bench.trade(account, .buy, "50", "EURUSD", "1.1")
        let changes = bench.settle(1)
        #expect(changes.alerts.isEmpty && changes.scores.isEmpty)
        #expect(bench.engine.figures(of: account)?.scoreReason == .overPlan)
        #expect(bench.engine.figures(of: account)?.deals == 1)
    }

    @Test func aRestartRaisesNothingTwice() {
        var bench = Bench()
        let account = bench.account(1)
        bench.quote("EURUSD", "1", "1")
        bench.pay(account, "1000000")
        bench.trade(account, .sell, "60", "EURUSD", "1")
        let states = bench.settle(1).ruleStates
        #expect(states.map(\.rule).sorted() == ["EX1", "EX6", "OR1"])
        var again = Bench()
        again.engine.restore(population: .initial, ruleStates: states)
        again.account(1)
        again.quote("EURUSD", "1", "1")
        again.engine.rebuild(account, deals: bench.deals[account] ?? [], markouts: [])
        #expect(again.settle(2).alerts.isEmpty)
    }

    @Test func rulesCanBeSwitchedOff() {
        var settings = RiskSettings()
        settings.rules["OR1"] = RuleTuning(isEnabled: false)
        var bench = Bench(settings)
        let account = bench.account(1)
        bench.trade(account, .buy, "50", "EURUSD", "1.1")
        #expect(bench.settle(1).alerts.isEmpty)
    }

    @Test func everyRuleHasItsOwnIdAndBit() {
        #expect(Set(Rule.all.map(\.id)).count == Rule.all.count)
        #expect(Rule.all.count <= 64)
    }
}
