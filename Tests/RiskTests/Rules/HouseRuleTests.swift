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
}
