import Brokerage
import Testing

@testable import Risk

struct RoundTripTests {
    @Test func takesAPositionFromFirstInToLastOut() {
        var bench = Bench()
        let account = bench.account(1)
        let position = bench.trade(account, .buy, "1", "EURUSD", "1.1000") { $0.commission = Money("-7") ?? .zero }
        bench.trade(account, .buy, "1", "EURUSD", "1.1020", position: position, seconds: 10)
        #expect(bench.engine.positions(of: account).first?.priceOpen == Price("1.1010"))
        bench.trade(account, .sell, "0.5", "EURUSD", "1.1030", position: position, entry: .out, profit: "100", seconds: 20)
        #expect(bench.engine.positions(of: account).first?.volume == Lots("1.5"))
        #expect(bench.engine.figures(of: account)?.roundTrips == 0)
        bench.trade(account, .sell, "1.5", "EURUSD", "1.1030", position: position, entry: .out, profit: "300", seconds: 30) {
            $0.swap = Money("-3") ?? .zero
        }
        let figures = bench.engine.figures(of: account)
        #expect(figures?.roundTrips == 1)
        #expect(figures?.profit == Money("390"))
        #expect(figures?.volume == Lots("4"))
        #expect(figures?.statistics.expectancy == 390)
        #expect(bench.engine.positions(of: account).isEmpty)
        #expect(bench.engine.exposure(by: .symbol).isEmpty)
    }

    @Test func aReversalClosesTheOldSideAndOpensTheRest() {
        var bench = Bench()
        let account = bench.account(1)
        let position = bench.trade(account, .buy, "1", "EURUSD", "1.1000")
        bench.trade(account, .sell, "3", "EURUSD", "1.0990", position: position, entry: .inOut, profit: "-100", seconds: 5)
        let open = bench.engine.positions(of: account).first
        #expect(open?.side == .sell && open?.volume == Lots("2") && open?.priceOpen == Price("1.0990"))
        #expect(bench.engine.figures(of: account)?.roundTrips == 1)
        #expect(bench.engine.figures(of: account)?.statistics.expectancy == -100)
        bench.trade(account, .buy, "2", "EURUSD", "1.0980", position: position, entry: .out, profit: "200", seconds: 9)
        #expect(bench.engine.figures(of: account)?.statistics.expectancy == 50)
    }

    @Test func closingByAnOppositePositionEndsBoth() {
        var bench = Bench()
        let account = bench.account(1)
        let long = bench.trade(account, .buy, "1", "EURUSD", "1.1000")
        let short = bench.trade(account, .sell, "1", "EURUSD", "1.1010")
        bench.trade(account, .sell, "1", "EURUSD", "1.1010", position: long, entry: .outBy, profit: "100", seconds: 3)
        bench.trade(account, .buy, "1", "EURUSD", "1.1010", position: short, entry: .outBy, profit: "0", seconds: 3)
        #expect(bench.engine.figures(of: account)?.roundTrips == 2)
        #expect(bench.engine.positions(of: account).isEmpty)
    }

    @Test func aCloseWithoutAKnownOpeningIsNoRoundTrip() {
        var bench = Bench()
        let account = bench.account(1)
        bench.trade(account, .sell, "1", "EURUSD", "1.1", position: 77, entry: .out, profit: "12.34")
        let figures = bench.engine.figures(of: account)
        #expect(figures?.roundTrips == 0 && figures?.incompleteTrips == 1)
        #expect(figures?.balance == Money("12.34"))
    }

    @Test func withoutPositionNumbersASymbolNets() {
        var bench = Bench()
        let account = bench.account(1)
        for (action, lots, entry) in [(DealAction.buy, "2", DealEntry.in), (.sell, "0.5", .out), (.sell, "1.5", .out)] {
            bench.trade(account, action, lots, "EURUSD", "1.1", entry: entry) { $0.position = 0 }
        }
        #expect(bench.engine.figures(of: account)?.roundTrips == 1)
        #expect(bench.engine.positions(of: account).isEmpty)
    }

    @Test func cancelledTradesMoveNothing() {
        var bench = Bench()
        let account = bench.account(1)
        bench.trade(account, .buy, "1", "EURUSD", "1.1") { $0.platformAction = 13 }
        #expect(bench.engine.positions(of: account).isEmpty)
    }

    @Test func theServersWordOnAPositionHoldsUntilItsNextDeal() {
        var bench = Bench()
        let account = bench.account(1)
        bench.quote("EURUSD", "1.1010", "1.1010")
        var stated = Position(
            ticket: 5, login: 1001, symbol: "EURUSD", side: .buy, volume: Lots(2), priceOpen: bench.price("1.1"), openedAt: Bench.start)
        stated.swap = Money("-4") ?? .zero
        bench.engine.apply(stated, account: account)
        #expect(bench.engine.positions(of: account).first?.floating == Money("200"))
        #expect(bench.engine.figures(of: account)?.floating == Money("196"))
        // Its opening deal arrives after it: the volume is not counted twice.
        bench.trade(account, .buy, "2", "EURUSD", "1.1", position: 5)
        #expect(bench.engine.exposure(by: .symbol).first?.netLots == Lots(2))
        bench.trade(account, .sell, "1", "EURUSD", "1.101", position: 5, entry: .out, profit: "100", seconds: 1)
        #expect(bench.engine.positions(of: account).first?.volume == Lots(1))
        stated.volume = .zero
        bench.engine.apply(stated, account: account)
        #expect(bench.engine.positions(of: account).isEmpty)
        #expect(bench.engine.exposure(by: .symbol).isEmpty)
        bench.trade(account, .sell, "1", "EURUSD", "1.101", position: 5, entry: .out, profit: "100", seconds: 2)
        #expect(bench.engine.figures(of: account)?.roundTrips == 1)
        #expect(bench.engine.figures(of: account)?.floating == .zero)
    }

    @Test func aRebuildKeepsWhatTheServerSaidOfOpenPositions() {
        var bench = Bench()
        let account = bench.account(1)
        bench.trade(account, .buy, "1", "EURUSD", "1.1", position: 5)
        let stated = Position(
            ticket: 6, login: 1001, symbol: "EURUSD", side: .sell, volume: Lots(3), priceOpen: bench.price("1.2"), openedAt: Bench.start)
        bench.engine.apply(stated, account: account)
        let before = bench.engine.positions(of: account)
        bench.rebuild(account)
        #expect(bench.engine.positions(of: account) == before)
        #expect(bench.engine.exposure(by: .symbol).first?.netLots == Lots(-2))
    }

    @Test func describesHowAnAccountTrades() {
        var bench = Bench()
        let account = bench.account(1)
        for (index, profit) in ["120", "-80", "60", "-40", "200", "-30"].enumerated() {
            let position = bench.trade(account, .buy, "1", "EURUSD", "1.1", seconds: Double(index * 100))
            bench.trade(account, .sell, "1", "EURUSD", "1.1", position: position, entry: .out, profit: profit, seconds: Double(index * 100 + 50))
        }
        let statistics = bench.engine.figures(of: account)?.statistics
        #expect(statistics?.winRate == 0.5)
        #expect(abs((statistics?.profitFactor ?? 0) - 2.5333) < 5e-5)
        #expect(abs((statistics?.expectancy ?? 0) - 38.33) < 5e-3)
        #expect(abs((statistics?.hold50 ?? 0) / 50 - 1) < 0.2)
    }

    @Test(arguments: [(8, 0.654), (24, 1.0), (1, 0)])
    func entropySaysHowMuchOfTheDayIsTraded(_ hours: Int, _ entropy: Double) {
        var bench = Bench()
        let account = bench.account(1)
        for hour in 0..<(3 * hours) { bench.trade(account, .buy, "1", "EURUSD", "1.1", seconds: Double(hour / hours * 24 + hour % hours) * 3600) }
        #expect(abs((bench.engine.figures(of: account)?.statistics.sessionEntropy ?? -1) - entropy) < 5e-4)
    }

    @Test func hoursBeforeNineteenSeventyAreHoursToo() {
        var hours = ActiveHours()
        for time in [Int64.min, -1, 0, .max] { hours.add(time) }
        #expect(hours.entropy.map { $0 > 0 && $0 <= 1 } == true)
        #expect(ActiveHours().entropy == nil)
    }

    @Test func theDrawdownIsTheDeepestFallUnderThePeak() {
        var drawdown = Drawdown()
        drawdown.deposit(Money(10_000))
        for change in [400, -250, -350, 1100, -400, -600] { drawdown.result(Money(change)) }
        #expect(abs(drawdown.deepest - 0.09174) < 5e-6)
        // A withdrawal is no loss.
        drawdown.deposit(Money(-5000))
        #expect(abs(drawdown.deepest - 0.09174) < 5e-6)
    }
}
