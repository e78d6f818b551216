import Brokerage
import Testing

@testable import Risk

struct ExposureTests {
    /// The book of the reference's example on currency legs, at equal bid and ask.
    private func example() -> Bench {
        var bench = Bench()
        let account = bench.account(1)
        for (symbol, mid) in [("EURUSD", "1.0870"), ("GBPUSD", "1.2700"), ("USDJPY", "150.00"), ("GBPJPY", "190.50"), ("XAUUSD", "2345.00")] {
            bench.quote(symbol, mid, mid)
        }
        bench.trade(account, .buy, "2.0", "EURUSD", "1.0850")
        bench.trade(account, .sell, "1.5", "EURUSD", "1.0880")
        bench.trade(account, .buy, "1.0", "GBPJPY", "190.00")
        bench.trade(account, .sell, "3.0", "XAUUSD", "2350.00")
        bench.settle()
        return bench
    }

    @Test func netsLongAndShortAndTurnsTheSignForTheHouse() {
        let bench = example()
        let row = bench.engine.exposure(by: .symbol).first { $0.key == "EURUSD" }
        #expect(row?.netLots == Lots("0.5"))
        #expect(row?.grossLots == Lots("3.5"))
        #expect(row?.netUnits == 50_000)
        #expect(abs((row?.netUSD ?? 0) - 54_350) < 1e-6)
        #expect(abs((row?.houseNetUSD ?? 0) + 54_350) < 1e-6)
        #expect(abs((row?.limitShare ?? 0) - 54_350 / 5e6) < 1e-9)
        #expect(row?.accounts == 1)
    }

    @Test func coveredFlowIsNoExposureOfTheHouse() {
        var bench = Bench()
        let (kept, covered) = (bench.account(1, book: .b), bench.account(2, book: .a))
        bench.quote("EURUSD", "1.1", "1.1")
        bench.trade(kept, .buy, "1", "EURUSD", "1.1")
        bench.trade(covered, .buy, "4", "EURUSD", "1.1")
        let row = bench.engine.exposure(by: .symbol).first
        #expect(row?.netLots == Lots("5"))
        #expect(abs((row?.houseNetUSD ?? 0) + 110_000) < 1e-6)
        let books = bench.engine.exposure(by: .book)
        #expect(books.map(\.key) == ["A", "B"])
        #expect(books.first?.houseNetUSD == 0)
    }

    @Test func movingAnAccountToAnotherBookMovesItsExposure() {
        var bench = Bench()
        let account = bench.account(1, book: .b)
        bench.quote("EURUSD", "1.1", "1.1")
        bench.trade(account, .buy, "1", "EURUSD", "1.1")
        bench.account(1, book: .a)
        #expect(bench.engine.exposure(by: .symbol).first?.houseNetUSD == 0)
        bench.account(1, book: .c)
        #expect(abs((bench.engine.exposure(by: .symbol).first?.houseNetUSD ?? 0) + 110_000) < 1e-6)
    }

    @Test func theHousesFloatingIsTheClientsTurned() {
        let bench = example()
        #expect(abs((bench.engine.house.floatingUSD ?? 0) + 2383.3333333333) < 1e-6)
        #expect(bench.engine.figures(of: AccountID(1))?.floating == Money("2383.33"))
        #expect(bench.engine.positions(of: AccountID(1)).map(\.floating) == [Money("400"), Money("150"), Money("333.33"), Money("1500")])
    }

    @Test func legsAsOpenedHaveTheReferencesSizes() {
        let market = example().engine.market
        var legs: [String: Double] = [:]
        for number in market.instruments.indices {
            let instrument = market.instruments[number]
            let leg = market.openingLegs(instrument.held(keptOnly: false), of: number)
            legs[market.currencies.name(instrument.asset) ?? "", default: 0] += leg.units
            legs[market.currencies.name(instrument.profit) ?? "", default: 0] += leg.cash
        }
        for (name, units) in [("EUR", 50_000.0), ("GBP", 100_000), ("JPY", -19_000_000), ("XAU", -300), ("USD", 651_200)] {
            #expect(abs((legs[name] ?? 0) - units) < 1e-6, "\(name)")
        }
    }

    @Test(arguments: 1...20)
    func legsAtMidsSumToTheFloatingAtMids(_ seed: UInt64) {
        var dice = Dice(seed: seed)
        var bench = Bench()
        let symbols = ["EURUSD", "GBPUSD", "USDJPY", "GBPJPY", "XAUUSD", "USDCHF"]
        for symbol in symbols {
            let mid = "\(1 + dice.below(200)).\(1000 + dice.below(9000))"
            bench.quote(symbol, mid, mid)
        }
        for id in 1...5 {
            let account = bench.account(Int64(id))
            for _ in 0..<20 {
                let lots = "\(dice.below(9)).\(10 + dice.below(90))"
                let price = "\(1 + dice.below(200)).\(1000 + dice.below(9000))"
                bench.trade(account, dice.chance(50) ? .buy : .sell, lots, symbols[dice.below(symbols.count)], price)
            }
        }
        let market = bench.engine.market
        var sum = 0.0
        var size = 0.0
        for number in market.instruments.indices {
            let instrument = market.instruments[number]
            let leg = market.openingLegs(instrument.held(keptOnly: false), of: number)
            let profit = market.currencies.usd(instrument.profit) ?? 0
            let asset = (instrument.quote?.midPrice ?? 0) * profit
            sum += leg.units * asset + leg.cash * profit
            size += abs(leg.cash * profit)
        }
        let floating = bench.engine.house.clientFloatingUSD ?? 0
        #expect(abs(sum - floating) <= size * 1e-12)
    }

    @Test func exposureByCurrencyIsTheCashLegsOfTheReference() {
        let rows = example().engine.exposure(by: .currency)
        #expect(rows.map(\.key) == ["EUR", "GBP", "JPY", "USD", "XAU"])
        let units = rows.map { ($0.netUnits ?? 0).rounded() }
        #expect(units == [50_000, 100_000, -19_000_000, 651_200, -300])
        // Valued at mids the legs are the floating result.
        #expect(abs(rows.reduce(0) { $0 + ($1.netUSD ?? 0) } - 2383.33) < 0.01)
        #expect(rows.allSatisfy { $0.longLots == nil && $0.accounts == 1 })
    }

    @Test func missingPricesAreSaidAndNotTakenForZero() {
        var bench = Bench()
        let account = bench.account(1)
        bench.trade(account, .buy, "1", "EURUSD", "1.1")
        bench.settle()
        let row = bench.engine.exposure(by: .symbol).first
        #expect(row?.netUSD == nil && row?.reason == .noPrice)
        #expect(bench.engine.house.floatingUSD == nil && bench.engine.house.reason == .noPrice)
        let figures = bench.engine.figures(of: account)
        #expect(figures?.floating == nil && figures?.equity == nil && figures?.reason == .noPrice)
        bench.quote("GBPJPY", "190", "190")
        bench.trade(account, .buy, "1", "GBPJPY", "190")
        #expect(bench.engine.exposure(by: .symbol).first { $0.key == "GBPJPY" }?.reason == .noConversion)
    }

    @Test func variantsOfASymbolMeetUnderOneName() {
        var bench = Bench()
        let account = bench.account(1)
        bench.quote("EURUSD.m", "1.1", "1.1")
        bench.quote("EURUSD_pro", "1.1", "1.1")
        bench.trade(account, .buy, "1", "EURUSD.m", "1.1")
        bench.trade(account, .sell, "0.4", "EURUSD_pro", "1.1")
        let rows = bench.engine.exposure(by: .symbol)
        #expect(rows.map(\.key) == ["EURUSD"])
        #expect(rows.first?.netLots == Lots("0.6"))
    }

    @Test func groupsThatAreNoClientsCountNowhere() {
        var bench = Bench()
        let demo = bench.account(1, group: "demo\\forex")
        bench.quote("EURUSD", "1.1", "1.1")
        bench.trade(demo, .buy, "1", "EURUSD", "1.1")
        bench.settle()
        #expect(bench.engine.exposure(by: .symbol).isEmpty)
        #expect(bench.engine.figures(of: demo)?.scoreReason == .excludedGroup)
        #expect(bench.engine.score(of: demo) == nil)
    }

    @Test func aHoldingForgetsExactlyWhatIsTakenOut() {
        var holding = Holding()
        let parts = [Int64.max, 1, 12_345_678, .max].map { Holding(isLong: $0 % 2 == 0, lots: $0, cost: Int128($0) &* Int128(Int64.max)) }
        for part in parts { holding.add(part) }
        for part in parts.reversed() { holding.remove(part) }
        #expect(holding == Holding())
    }
}
