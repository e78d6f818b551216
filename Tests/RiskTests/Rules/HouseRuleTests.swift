import Brokerage
import Testing

@testable import Risk

struct HouseRuleTests {
    private func alerts(_ changes: RiskChanges, _ rule: String) -> [AlertSignal] { changes.alerts.filter { $0.rule == rule } }

    /// A client who is long much gold after a year of quotes.
    private func bench(_ change: (inout HouseLimits) -> Void) -> Bench {
        var settings = RiskSettings()
        change(&settings.house)
        var bench = Bench(settings)
        var market = MarketDays(seed: 1, [("XAUUSD", 2000, 0.01)])
        let account = bench.account(1)
        bench.pay(account, "12000")
        market.run(&bench, days: 300)
        bench.settle(300 * 86_400)
        bench.quote("XAUUSD", "2000", "2000", at: 300 * 86_400 + 1)
        bench.trade(account, .buy, "5", "XAUUSD", "2000", seconds: 300 * 86_400 + 1)
        return bench
    }

    @Test func tellsOfValueAtRiskNearAndOverItsLimit() {
        // About a million in gold at one percent a day: 23 000 USD.
        var near = bench { $0.valueAtRisk = 28_000 }
        let limit = near.engine.valueAtRisk().parametric?.valueAtRisk ?? 0
        #expect(limit > 10_000)
        near = bench { $0.valueAtRisk = limit * 1.1 }
        let warning = alerts(near.settle(300 * 86_400 + 61), "EX4")
        #expect(warning.map(\.severity) == [.warning] && warning.first?.subject.kind == .house)
        var over = bench { $0.valueAtRisk = limit * 0.9 }
        #expect(alerts(over.settle(300 * 86_400 + 61), "EX4").map(\.severity) == [.critical])
        var free = bench { _ in }
        #expect(alerts(free.settle(300 * 86_400 + 61), "EX4").isEmpty)
    }

    @Test func tellsOfAScenarioThatCostsATenthOfTheCapital() {
        var poor = bench { $0.capital = 50_000 }
        let alert = alerts(poor.settle(300 * 86_400 + 61), "EX5")
        #expect(alert.map(\.severity) == [.critical])
        var rich = bench { $0.capital = 50_000_000 }
        #expect(alerts(rich.settle(300 * 86_400 + 61), "EX5").isEmpty)
    }

    @Test func tellsOfADaysLossByBookAndBySymbol() {
        var bench = bench { $0.bookLoss = 20_000 }
        bench.settle(300 * 86_400 + 61)
        bench.quote("XAUUSD", "2023", "2023", at: 300 * 86_400 + 62)
        let first = bench.settle(300 * 86_400 + 130)
        // 500 ounces at 23 USD.
        #expect(alerts(first, "PL3").map(\.severity) == [.warning] && alerts(first, "PL3").first?.subject.key == "XAUUSD")
        #expect(alerts(first, "PL1").map(\.severity) == [.warning])
        bench.quote("XAUUSD", "2045", "2045", at: 300 * 86_400 + 131)
        let second = bench.settle(300 * 86_400 + 200)
        #expect(alerts(second, "PL3").map(\.action) == [.stepUp])
        #expect(alerts(second, "PL1").map(\.severity) == [.critical])
    }

    @Test func tellsOfACascade() {
        var bench = bench { _ in }
        // Fourteen dollars an ounce close it, twenty are an ordinary day.
        let alert = alerts(bench.settle(300 * 86_400 + 61), "MG5")
        #expect(alert.map(\.severity) == [.critical] && alert.first?.subject.key == "XAUUSD")
    }

    @Test func tellsOfACurrencyNearAndOverItsLimit() {
        var settings = RiskSettings()
        settings.exposure.currency = 1_000_000
        var bench = Bench(settings)
        let account = bench.account(1)
        bench.quote("EURUSD", "1", "1")
        bench.settle(1)
        bench.trade(account, .buy, "9", "EURUSD", "1", seconds: 2)
        let warning = alerts(bench.settle(70), "EX2")
        #expect(warning.map(\.severity) == [.warning] && warning.first?.value == 900_000)
        #expect(warning.first?.evidence.first == AlertEvidence("currency", "EUR"), "dollars, in which all is counted, are no leg")
        bench.trade(account, .buy, "2", "EURUSD", "1", seconds: 71)
        #expect(alerts(bench.settle(140), "EX2").map(\.severity) == [.critical])
    }

    @Test func tellsOfANetThatJumps() {
        var bench = Bench()
        let account = bench.account(1)
        bench.quote("EURUSD", "1", "1")
        bench.trade(account, .buy, "1", "EURUSD", "1", seconds: 1)
        bench.settle(2)
        bench.settle(70)
        bench.trade(account, .buy, "12", "EURUSD", "1", seconds: 80)
        #expect(alerts(bench.settle(81), "EX3").isEmpty, "1.2 of 5 million")
        bench.trade(account, .buy, "2", "EURUSD", "1", seconds: 90)
        let alert = alerts(bench.settle(91), "EX3")
        #expect(alert.map(\.severity) == [.warning] && alert.first?.value == 1_400_000)
        // Ten minutes on, it is what stands there.
        for minute in 2..<12 { #expect(alerts(bench.settle(Double(minute) * 60 + 40), "EX3").isEmpty) }
    }

    @Test func tellsOfOneClientWhoHoldsMuchOfASymbol() {
        var bench = Bench()
        let accounts = (1...10).map { bench.account(Int64($0)) }
        bench.quote("EURUSD", "1", "1")
        for account in accounts { bench.trade(account, .buy, "6", "EURUSD", "1", seconds: 1) }
        #expect(alerts(bench.settle(2), "EX6").isEmpty, "a tenth each")
        bench.trade(accounts[3], .sell, "10", "EURUSD", "1", seconds: 3)
        let alert = alerts(bench.settle(4), "EX6")
        #expect(alert.map(\.account) == [accounts[3]] && alert.first?.value == 16.0 / 70)
        #expect(alert.first?.evidence.first == AlertEvidence("symbol", "EURUSD"))
    }

    @Test func aClientAloneWithALittleIsNoConcentration() {
        var bench = Bench()
        let account = bench.account(1)
        bench.quote("EURUSD", "1", "1")
        bench.trade(account, .buy, "4.9", "EURUSD", "1", seconds: 1)
        #expect(alerts(bench.settle(2), "EX6").isEmpty)
        bench.trade(account, .buy, "0.2", "EURUSD", "1", seconds: 3)
        #expect(alerts(bench.settle(4), "EX6").map(\.account) == [account])
    }

    @Test(arguments: [(30, "EURUSD", false), (50, "EURUSD", true), (30, "EURTRY", true), (20, "EURTRY", false), (20, "BTCUSD", true)])
    func leverageIsHeldAgainstTheRegulatorsCaps(_ leverage: Int, _ symbol: String, _ isTold: Bool) {
        var settings = RiskSettings()
        settings.leverageCaps = LeverageCaps()
        for limits in [RiskSettings(), settings] {
            var bench = Bench(limits)
            let account = bench.account(1, leverage: leverage)
            bench.trade(account, .buy, "0.1", symbol, "1.1", seconds: 1)
            #expect(alerts(bench.settle(2), "CO1").map(\.account) == (isTold && limits.leverageCaps != nil ? [account] : []))
        }
    }
}
