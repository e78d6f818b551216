import Brokerage
import Testing

@testable import Risk

struct StopOutTests {
    @Test func hasTheReferencesDistance() throws {
        // Equity 1 700, margin 1 600, 40 USD a pip, 12 pips an hour.
        let distance = StopOutDistance(equity: 1700, margin: 1600, stopOutLevel: 50, pipValue: 40, deviation: 480)
        #expect(distance.loss == 900)
        #expect(distance.pips == 22.5)
        #expect(distance.deviations == 1.875)
        #expect(abs((distance.touchChance ?? 0) - 0.061) < 5e-4)
    }

    @Test func anAccountThatIsThereIsAtNoDistance() {
        let distance = StopOutDistance(equity: 100, margin: 1600, stopOutLevel: 50, pipValue: -40, deviation: 480)
        #expect(distance.loss == -700 && distance.pips == 0 && distance.touchChance == 1)
        let flat = StopOutDistance(equity: 100, margin: 0, stopOutLevel: 50, pipValue: nil, deviation: nil)
        #expect(flat.pips == nil && flat.touchChance == nil)
    }

    /// Balance 5 000, credit 500, long 4 lots EURUSD with floating −3 800 and margin 1 600.
    private func example(_ bench: inout Bench) -> AccountID {
        let account = bench.account(1, leverage: 275)
        bench.pay(account, "5000")
        bench.pay(account, "500", action: .credit)
        bench.trade(account, .buy, "4", "EURUSD", "1.1095")
        bench.quote("EURUSD", "1.1000", "1.1000")
        return account
    }

    @Test func anAccountTellsItsDistanceAndItsLeverage() throws {
        var bench = Bench()
        let account = example(&bench)
        let figures = try #require(bench.engine.figures(of: account))
        #expect(abs((figures.lossToStopOut ?? 0) - 900) < 1e-6)
        #expect(abs((figures.pipsToStopOut ?? 0) - 22.5) < 1e-6)
        #expect(abs((figures.leverageInUse ?? 0) - 440_000 / 1700) < 1e-9)
        #expect(figures.sigmaToStopOut == nil)
        bench.account(1, leverage: 275) { $0.stopOutLevel = 100 }
        #expect(abs((bench.engine.figures(of: account)?.lossToStopOut ?? 0) - 100) < 1e-6)
    }

    @Test func severalSymbolsHaveADeviationInsteadOfPips() throws {
        var bench = Bench()
        var market = MarketDays(seed: 4, [("EURUSD", 1.1, 0.005), ("GBPUSD", 1.3, 0.006)])
        let account = bench.account(1)
        bench.pay(account, "5000")
        market.run(&bench, days: 200)
        bench.settle(200 * 86_400)
        let (eur, gbp) = (market.mids["EURUSD"] ?? 0, market.mids["GBPUSD"] ?? 0)
        bench.trade(account, .buy, "1", "EURUSD", "\(eur)", seconds: 200 * 86_400)
        bench.settle(200 * 86_400 + 100)
        let one = try #require(bench.engine.figures(of: account))
        let sigma = try #require(one.sigmaToStopOut)
        // About 100 000 EUR at half a percent a day, an hour of it.
        let expected = (one.lossToStopOut ?? 0) / (100_000 * eur * 0.005 / 24.0.squareRoot())
        #expect(abs(sigma / expected - 1) < 0.4)
        #expect(one.pipsToStopOut != nil)
        bench.trade(account, .sell, "1", "GBPUSD", "\(gbp)", seconds: 200 * 86_400)
        let two = try #require(bench.engine.figures(of: account))
        #expect(two.pipsToStopOut == nil && two.sigmaToStopOut != nil)
    }

    @Test func leverageIsThatOfTheReference() {
        var bench = Bench()
        let account = bench.account(1)
        bench.pay(account, "1700")
        bench.quote("EURUSD", "1.0870", "1.0870")
        bench.trade(account, .buy, "1", "EURUSD", "1.0870")
        #expect(abs((bench.engine.figures(of: account)?.leverageInUse ?? 0) - 63.9) < 0.05)
    }

    @Test func theCascadeIsTheReferences() {
        let accounts = [
            CascadeAccount(netLots: 6, grossLots: 6, pips: 30, own: 900, pipValue: 60, isKept: true),
            CascadeAccount(netLots: 4, grossLots: 4, pips: 22.5, own: 1200, pipValue: 40, isKept: true),
        ]
        let cascade = Cascade(accounts, houseNetLots: -10)
        let (near, far, gap) = (cascade.step(-25), cascade.step(-35), cascade.step(-40))
        #expect(near.accounts == 1 && near.lots == 4 && near.houseNetLots == -6)
        #expect(far.accounts == 2 && far.lots == 10 && far.houseNetLots == 0)
        #expect(gap.negativeBalanceUSD == 1900)
        #expect(cascade.step(40) == CascadeStep(
            movePips: 40, accounts: 0, lots: 0, providerLots: 0, houseNetLots: -10, negativeBalanceUSD: 0))
    }

    @Test func aSymbolsCascadeGoesBothWays() throws {
        var bench = Bench()
        _ = example(&bench)
        let short = bench.account(2, leverage: 275, book: .a)
        bench.pay(short, "2000")
        bench.trade(short, .sell, "2", "EURUSD", "1.1000")
        let steps = bench.engine.cascade(symbol: "EURUSD", moves: [-22, -23, 100])
        #expect(steps.map(\.movePips) == [-23, -22, 100])
        #expect(steps.map(\.accounts) == [1, 0, 1])
        #expect(steps.map(\.lots) == [4, 0, 2])
        #expect(steps.map(\.providerLots) == [0, 0, 2])
        #expect(steps.map(\.houseNetLots) == [0, -4, -4])
        let table = bench.engine.cascade(symbol: "EURUSD")
        #expect(table.count == 24 && zip(table, table.dropFirst()).allSatisfy { $0.movePips < $1.movePips })
        // The further the move, the more is closed.
        #expect(table.first?.accounts == 1 && table.last?.accounts == 1)
        #expect((table.first?.negativeBalanceUSD ?? 0) > 0)
        #expect(bench.engine.cascade(symbol: "NOTHING").isEmpty)
    }
}
