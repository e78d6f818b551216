import Brokerage
import Testing

@testable import Risk

struct StressTests {
    private func result(_ bench: Bench, _ id: String) -> StressResult? { bench.engine.stress().first { $0.scenario == id } }

    @Test func theFrancsUnpeggingMovesItsPairsAsItDid() throws {
        var bench = Bench()
        let account = bench.account(1)
        bench.pay(account, "1000000")
        for (symbol, mid) in [("EURCHF", "1.2"), ("USDCHF", "1.0"), ("EURUSD", "1.2")] { bench.quote(symbol, mid, mid) }
        bench.trade(account, .buy, "1", "EURCHF", "1.2")
        let euro = try #require(result(bench, "chf_2015"))
        // The client loses a fifth of 120 000 CHF, which are worth 1/0.82 USD by then.
        #expect(abs((euro.pnlUSD ?? 0) - 24_000 / 0.82) < 1e-3)
        bench.trade(account, .sell, "1", "EURCHF", "1.2")
        bench.trade(account, .buy, "1", "USDCHF", "1.0")
        let dollar = try #require(result(bench, "chf_2015"))
        #expect(abs((dollar.pnlUSD ?? 0) - 18_000 / 0.82) < 1e-3)
        #expect(dollar.worstSymbols.isEmpty && dollar.negativeBalanceUSD == 0)
    }

    @Test func ordersWorstSymbolsAndTakesWhatClientsCannotPayFromTheGain() throws {
        var bench = Bench()
        let (rich, poor) = (bench.account(1), bench.account(2))
        bench.pay(rich, "100000")
        bench.pay(poor, "1000")
        bench.pay(poor, "500", action: .credit)
        bench.quote("GBPUSD", "1.25", "1.25")
        bench.quote("XAUUSD", "2000", "2000")
        bench.trade(rich, .sell, "1", "GBPUSD", "1.25")
        bench.trade(poor, .buy, "1", "GBPUSD", "1.25")
        bench.trade(poor, .buy, "0.5", "GBPUSD", "1.25")
        let crash = try #require(result(bench, "gbp_flash_2016"))
        // 6 % of 62 500 net long; the poor client loses 11 250 with 1 000 of his own.
        #expect(abs((crash.marketUSD ?? 0) - 3750) < 1e-6)
        #expect(abs((crash.negativeBalanceUSD ?? 0) - 10_250) < 1e-6)
        #expect(abs((crash.pnlUSD ?? 0) + 6500) < 1e-6)
        #expect(crash.worstAccounts == [StressResult.AccountResult(account: poor, shortfallUSD: crash.negativeBalanceUSD ?? 0)])
        bench.trade(rich, .sell, "1", "XAUUSD", "2000")
        let gold = try #require(result(bench, "gold_2013"))
        #expect(gold.worstSymbols.map(\.symbol) == ["XAUUSD"])
        #expect(abs((gold.worstSymbols.first?.usd ?? 0) + 18_000) < 1e-6)
    }

    @Test func narrowerShocksWinOverWiderOnes() throws {
        var settings = RiskSettings()
        settings.scenarios = [
            StressScenario(
                id: "mixed", name: "Mixed",
                shocks: [
                    .init(.assetClass(.forexMajor), .percent(-50)), .init(.currency("GBP"), .percent(-10)), .init(.symbol("EURUSD"), .percent(1)),
                ])
        ]
        var bench = Bench(settings)
        let account = bench.account(1, book: .b)
        bench.pay(account, "10000000")
        for (symbol, mid) in [("EURUSD", "1"), ("GBPUSD", "1"), ("USDCHF", "1")] { bench.quote(symbol, mid, mid) }
        for (symbol, expected) in [("EURUSD", -1000.0), ("GBPUSD", 10_000), ("USDCHF", -50_000)] {
            bench.trade(account, .buy, "1", symbol, "1")
            let usd = try #require(bench.engine.stress().first?.pnlUSD)
            #expect(abs(usd - expected) < 1e-6, "\(symbol)")
            bench.trade(account, .sell, "1", symbol, "1")
        }
    }

    @Test func oilMayFallBelowZero() throws {
        var bench = Bench()
        let account = bench.account(1)
        bench.pay(account, "1000")
        bench.quote("WTI", "20", "20")
        bench.trade(account, .buy, "100", "WTI", "20")
        let negative = try #require(result(bench, "oil_negative"))
        #expect(abs((negative.marketUSD ?? 0) - 3000) < 1e-6)
        #expect(abs((negative.negativeBalanceUSD ?? 0) - 2000) < 1e-6)
        bench.quote("WTI", "-10", "-10", at: 1)
        // Up from minus ten is towards zero, for a size of five.
        let half = try #require(result(bench, "oil_half"))
        #expect(abs((half.marketUSD ?? 0) - 500) < 1e-6)
    }

    @Test func deviationsComeFromTheHistory() throws {
        var bench = Bench()
        let account = bench.account(1)
        bench.pay(account, "10000000")
        bench.quote("EURUSD", "1.1", "1.1")
        bench.trade(account, .buy, "1", "EURUSD", "1.1")
        let unknown = try #require(result(bench, "forex_up_3"))
        #expect(unknown.pnlUSD == nil && unknown.reason == .notEnoughDays && unknown.unmoved == ["EURUSD"])
        var market = MarketDays(seed: 2, [("EURUSD", 1.1, 0.005)])
        market.run(&bench, from: 1, days: 300)
        bench.settle(300 * 86_400)
        let (one, three) = (try #require(result(bench, "forex_up_1")), try #require(result(bench, "forex_up_3")))
        #expect(abs((three.pnlUSD ?? 0) - 3 * (one.pnlUSD ?? 1)) < 1e-6)
        let mid = market.mids["EURUSD"] ?? 0
        #expect(abs((one.pnlUSD ?? 0) / (-100_000 * mid * 0.005) - 1) < 0.5)
    }

    @Test func aWeekendGapGoesAgainstTheHouse() throws {
        var bench = Bench()
        let account = bench.account(1)
        bench.pay(account, "10000000")
        for week in 0..<30 {
            let (friday, monday) = (Double(7 * week + 4) * 86_400, Double(7 * week + 7) * 86_400)
            bench.quote("EURUSD", "1.1", "1.1", at: friday)
            let opening = week == 12 ? "1.078" : "1.1011"
            bench.quote("EURUSD", opening, opening, at: monday)
        }
        bench.trade(account, .sell, "1", "EURUSD", "1.1", seconds: 210 * 86_400)
        bench.settle(211 * 86_400)
        let gap = try #require(result(bench, "weekend_gap"))
        #expect(abs((gap.pnlUSD ?? 0) + 0.02 * 110_110) < 1e-6)
        bench.trade(account, .buy, "2", "EURUSD", "1.1", seconds: 210 * 86_400)
        #expect(abs((result(bench, "weekend_gap")?.pnlUSD ?? 0) + 0.02 * 110_110) < 1e-6)
    }

    @Test func theShippedScenariosMayBeUsed() {
        #expect(StressScenario.problems(in: StressScenario.defaults).isEmpty)
        #expect(Set(StressScenario.defaults.map(\.id)).count == StressScenario.defaults.count)
    }

    @Test func wrongScenariosAreNamedByTheirFields() {
        let wrong = [
            StressScenario(id: "a", name: "A", shocks: [.init(.currency("EUR"), .percent(-5))]),
            StressScenario(id: "a", name: "", shocks: []),
            StressScenario(id: "B!", name: "B", shocks: [.init(.currency("USD"), .percent(.nan)), .init(.currency("eur"), .percent(-100))]),
            StressScenario(id: "gap", name: "Gap", shocks: [.init(.symbol(""), .deviations(99))], isWeekendGap: true),
        ]
        let fields = StressScenario.problems(in: wrong).map(\.field)
        #expect(
            fields == [
                "scenarios[1].id", "scenarios[1].name", "scenarios[1].shocks", "scenarios[2].id", "scenarios[2].shocks[0].target",
                "scenarios[2].shocks[0].size", "scenarios[2].shocks[1].target", "scenarios[2].shocks[1].size", "scenarios[3].shocks",
                "scenarios[3].shocks[0].target", "scenarios[3].shocks[0].size",
            ])
    }

    @Test func shortfallsLeaveCreditOut() {
        // Two clients of the reference: 1 200 and 900 of their own, 40 and 60 USD a pip, a gap of 40 pips.
        let one = NegativeBalance.shortfall(own: 1200, pips: 40, pipValue: 40)
        let two = NegativeBalance.shortfall(own: 900, pips: 40, pipValue: 60)
        #expect(one == 400 && two == 1500)
        #expect(NegativeBalance.collectable(gain: 4000, shortfalls: [one, two]) == 2100)
        #expect(NegativeBalance.shortfall(own: 1200, pips: 60, pipValue: 40) == 1200)
    }
}
