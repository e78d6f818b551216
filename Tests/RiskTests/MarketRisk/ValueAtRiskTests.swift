import Brokerage
import Testing

@testable import Risk

struct ValueAtRiskTests {
    private static let symbols = [("EURUSD", 1.1, 0.005), ("GBPUSD", 1.3, 0.006), ("USDJPY", 150, 0.006), ("XAUUSD", 2300, 0.01)]

    /// Clients long and short in four symbols, after so many days.
    private func bench(days: Int, seed: UInt64 = 1) -> Bench {
        var bench = Bench()
        var market = MarketDays(seed: seed, Self.symbols)
        let account = bench.account(1)
        market.run(&bench, days: days)
        let end = Double(days) * 86_400
        bench.trade(account, .buy, "5", "EURUSD", "1.1", seconds: end)
        bench.trade(account, .sell, "3", "GBPUSD", "1.3", seconds: end)
        bench.trade(account, .buy, "2", "USDJPY", "150", seconds: end)
        bench.trade(account, .sell, "4", "XAUUSD", "2300", seconds: end)
        bench.settle(end)
        return bench
    }

    @Test func saysWhatTheHouseMayLose() throws {
        let risk = bench(days: 500).engine.valueAtRisk()
        #expect(risk.reason == nil && risk.missing.isEmpty)
        let parametric = try #require(risk.parametric)
        #expect(Set(parametric.components.map(\.factor)) == ["EUR", "GBP", "JPY", "XAU"])
        #expect(abs(parametric.components.reduce(0) { $0 + $1.usd } - parametric.valueAtRisk) < 1e-6)
        #expect(parametric.expectedShortfall > parametric.valueAtRisk)
        // 400 ounces of gold at 1 % a day are the largest part: about 9 200 USD a deviation.
        #expect(parametric.components.first?.factor == "XAU")
        #expect(parametric.valueAtRisk > 10_000 && parametric.valueAtRisk < 60_000)
        let historical = try #require(risk.historical)
        #expect(historical.n == 250)
        #expect(historical.expectedShortfall >= historical.valueAtRisk)
        #expect(abs(historical.valueAtRisk / parametric.valueAtRisk - 1) < 0.6)
        let backtest = try #require(risk.backtest)
        #expect(backtest.n == 250 && backtest.days.count == 250)
        #expect(backtest.exceptions == backtest.days.count { $0.pnl < -$0.valueAtRisk })
    }

    @Test func normalMarketsPassTheirBacktest() {
        let rejected = (1...20).count { (bench(days: 500, seed: UInt64($0)).engine.valueAtRisk(confidence: 0.95).backtest?.kupiecP ?? 0) < 0.01 }
        #expect(rejected <= 2)
    }

    @Test func theHorizonGrowsWithItsRoot() throws {
        let engine = bench(days: 300).engine
        let (day, week) = (engine.valueAtRisk(), engine.valueAtRisk(horizonDays: 4))
        #expect(abs((week.parametric?.valueAtRisk ?? 0) - 2 * (day.parametric?.valueAtRisk ?? 1)) < 1e-6)
        #expect(abs((week.historical?.valueAtRisk ?? 0) - 2 * (day.historical?.valueAtRisk ?? 1)) < 1e-6)
    }

    @Test func tooFewDaysAreSaidAndNotTakenForNoRisk() {
        let risk = bench(days: 21).engine.valueAtRisk()
        #expect(risk.parametric == nil && risk.historical == nil && risk.backtest == nil)
        #expect(risk.reason == .notEnoughDays)
        #expect(risk.missing == ["EUR", "GBP", "JPY", "XAU"])
    }

    @Test func aSmallNewSymbolIsNamedAndLeftOut() {
        var bench = bench(days: 300)
        bench.quote("USDTRY", "30", "30", at: 300 * 86_400)
        bench.trade(AccountID(1), .buy, "0.01", "USDTRY", "30", seconds: 300 * 86_400)
        let risk = bench.engine.valueAtRisk()
        #expect(risk.missing == ["TRY"] && risk.parametric != nil && risk.reason == nil)
        bench.trade(AccountID(1), .buy, "50", "USDTRY", "30", seconds: 300 * 86_400)
        #expect(bench.engine.valueAtRisk().reason == .notEnoughDays)
    }

    @Test func coveredFlowIsNotAtRisk() {
        var bench = bench(days: 300)
        bench.account(1, book: .a)
        let risk = bench.engine.valueAtRisk()
        #expect(risk.parametric?.valueAtRisk == 0 && risk.historical?.valueAtRisk == 0)
    }

    @Test func aCrossIsItsTwoCurrencies() throws {
        var bench = Bench()
        var market = MarketDays(seed: 3, Self.symbols)
        let (cross, legs) = (bench.account(1, book: .a), bench.account(2, book: .a))
        market.run(&bench, days: 300)
        let (eur, gbp) = (market.mids["EURUSD"] ?? 0, market.mids["GBPUSD"] ?? 0)
        let rate = Price(rounding: eur / gbp)?.description ?? ""
        bench.quote("EURGBP", rate, rate, at: 300 * 86_400)
        bench.trade(cross, .buy, "1", "EURGBP", rate, seconds: 300 * 86_400)
        bench.trade(legs, .buy, "1", "EURUSD", "\(eur)", seconds: 300 * 86_400)
        bench.trade(legs, .sell, "\(eur / gbp)", "GBPUSD", "\(gbp)", seconds: 300 * 86_400)
        bench.account(1, book: .b)
        let one = try #require(bench.engine.valueAtRisk().parametric)
        bench.account(1, book: .a)
        bench.account(2, book: .b)
        let other = try #require(bench.engine.valueAtRisk().parametric)
        #expect(abs(one.valueAtRisk / other.valueAtRisk - 1) < 1e-6)
    }

    @Test func pricesBelowZeroMoveByDifferences() throws {
        var bench = Bench()
        let account = bench.account(1)
        for day in 0..<80 where day % 7 < 5 {
            let price = "\(20 - day)"
            bench.quote("WTI", price, price, at: Double(day) * 86_400)
        }
        bench.trade(account, .sell, "1000", "WTI", "-59", seconds: 80 * 86_400)
        bench.settle(80 * 86_400)
        let risk = bench.engine.valueAtRisk()
        // The house is long 1 000 barrels of what falls by a dollar a weekday and three over a weekend.
        #expect(abs((risk.historical?.valueAtRisk ?? 0) - 3000) < 1e-6)
        #expect((risk.parametric?.valueAtRisk ?? 0).isFinite && (risk.parametric?.valueAtRisk ?? 0) > 3000)
    }

    @Test func aRestartFromStoredClosesGivesTheSameFigures() {
        var bench = Bench()
        var market = MarketDays(seed: 5, Self.symbols)
        let account = bench.account(1)
        market.run(&bench, days: 200)
        bench.trade(account, .buy, "5", "EURUSD", "1.1", seconds: 200 * 86_400)
        bench.trade(account, .buy, "2", "USDJPY", "150", seconds: 200 * 86_400)
        let stored = bench.settle(201 * 86_400).dailyCloses
        var restarted = RiskEngine()
        restarted.restore(dailyCloses: stored)
        var stated = Account(login: 1001)
        (stated.currency, stated.leverage, stated.group) = ("USD", 100, "real\\usd")
        restarted.update(stated, id: account, on: bench.connection, scored: true)
        restarted.rebuild(account, deals: bench.deals[account] ?? [], markouts: bench.facts, isLoaded: true)
        for (name, mid) in market.mids.sorted(by: { $0.key < $1.key }) {
            let price = Price(rounding: mid) ?? .zero
            restarted.apply(Tick(symbol: name, bid: price, ask: price, time: Bench.time(199 * 86_400)), on: bench.connection)
        }
        _ = restarted.settle(at: Bench.time(201 * 86_400))
        #expect(restarted.valueAtRisk() == bench.engine.valueAtRisk())
    }
}
