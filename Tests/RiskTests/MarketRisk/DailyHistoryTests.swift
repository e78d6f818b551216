import Brokerage
import Testing

@testable import Risk

struct DailyHistoryTests {
    private static let day = 86_400.0

    @Test func aDayIsHandedOutWhenTheNextBegins() {
        var bench = Bench()
        bench.quote("EURUSD.m", "1.1", "1.2", at: 0)
        bench.quote("EURUSD.m", "1.2", "1.3", at: 100)
        #expect(bench.settle(100).dailyCloses.isEmpty)
        bench.quote("EURUSD.m", "1.3", "1.3", at: Self.day)
        let first = UTCDay.of(Bench.start.microseconds)
        #expect(bench.settle(Self.day).dailyCloses == [DailyClose(symbol: "EURUSD", day: first, price: bench.price("1.25"))])
        #expect(bench.settle(Self.day + 1).dailyCloses.isEmpty)
    }

    @Test func dealPricesStandWhereThereAreNoQuotes() {
        var bench = Bench()
        let account = bench.account(1)
        bench.trade(account, .buy, "1", "EURUSD", "1.10", seconds: 5)
        bench.trade(account, .buy, "1", "EURUSD", "1.11", seconds: 9)
        bench.trade(account, .buy, "1", "EURUSD", "1.12", seconds: Self.day)
        bench.trade(account, .buy, "1", "EURUSD", "1.13", seconds: 2 * Self.day)
        bench.quote("EURUSD", "1.2", "1.2", at: 2 * Self.day)
        bench.trade(account, .buy, "1", "EURUSD", "1.14", seconds: 2 * Self.day + 9)
        bench.quote("EURUSD", "1.3", "1.3", at: 3 * Self.day)
        #expect(bench.settle().dailyCloses.map(\.price) == ["1.11", "1.12", "1.2"].map { bench.price($0) })
    }

    @Test(arguments: 1...10)
    func theOrderOfPricesDoesNotMatter(_ seed: UInt64) {
        var dice = Dice(seed: seed)
        var notes = (0..<200).map { _ in
            (Int64(1 + dice.below(1000)), Int32(dice.below(30)), Int64(dice.below(1000)) | (dice.chance(30) ? DailySeries.quoted : 0))
        }
        var inOrder = DailySeries()
        for note in notes { _ = inOrder.note(note.0, day: note.1, rank: note.2) }
        for position in notes.indices.reversed() { notes.swapAt(position, dice.below(position + 1)) }
        var shuffled = DailySeries()
        for note in notes { _ = shuffled.note(note.0, day: note.1, rank: note.2) }
        #expect(inOrder.entries.map(\.day) == shuffled.entries.map(\.day))
        #expect(inOrder.entries.map(\.price) == shuffled.entries.map(\.price))
    }

    @Test func keepsTwoYearsAndNoMore() {
        var series = DailySeries()
        for day in 0..<5000 { _ = series.note(1, day: Int32(day), rank: 0) }
        #expect(series.entries.count <= DailySeries.limit + 64)
        #expect(series.entries.last?.day == 4999)
        let before = series.entries.count
        let isTaken = series.note(1, day: 3, rank: 0)
        #expect(!isTaken)
        #expect(series.entries.count == before)
    }

    @Test func aQuoteFromTheFarFutureIsForgottenWhenTimeIsBackToItself() {
        var bench = Bench()
        bench.quote("EURUSD", "1.1", "1.1", at: 0)
        bench.quote("EURUSD", "9", "9", at: 3000 * Self.day)
        bench.quote("EURUSD", "1.2", "1.2", at: Self.day)
        bench.settle(Self.day)
        #expect(bench.engine.market.history.series.first?.entries.count == 2)
    }

    @Test func whatWasStoredAndTakenUpAgainIsTheSameHistory() {
        var bench = Bench()
        var days = MarketDays(seed: 7, [("EURUSD", 1.1, 0.005), ("USDJPY", 150, 0.006), ("US500", 5000, 0.01)])
        var stored: [DailyClose] = []
        for week in 0..<10 {
            days.run(&bench, from: 7 * week, days: 7)
            stored += bench.settle(Double(7 * week + 7) * Self.day).dailyCloses
        }
        var restarted = RiskEngine()
        restarted.restore(dailyCloses: stored.reversed())
        for (number, series) in bench.engine.market.history.series.enumerated() {
            let name = bench.engine.market.underlyings[number].name
            let same = restarted.market.underlying(named: name)
            #expect(restarted.market.history.series[same].entries.map(\.price) == series.entries.dropLast().map(\.price))
        }
    }
}
