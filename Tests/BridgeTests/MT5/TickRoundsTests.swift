import Brokerage
import Testing

@testable import Bridge

struct TickRoundsTests {
    private func tick(_ symbol: String, _ second: Int64, bid: Int = 1) -> Tick {
        Tick(symbol: symbol, bid: Price(bid), ask: Price(bid + 1), time: Timestamp(seconds: second))
    }

    @Test func keepsEachCallWithinTheServersLimit() {
        var rounds = TickRounds()
        rounds.symbols((0..<5000).map { "SYMBOL\($0)" })
        var asked: Set<String> = []
        for _ in 0..<40 {
            guard let call = rounds.nextQuietCall() else { break }
            #expect(call.symbols.joined(separator: ",").utf8.count <= TickRounds.characters)
            asked.formUnion(call.symbols)
        }
        #expect(asked.count == 5000)
    }

    @Test func asksForSymbolsWithOpenPositionsEachTime() {
        var rounds = TickRounds()
        rounds.symbols(["EURUSD", "USDJPY", "XAUUSD"])
        rounds.open(["USDJPY"])
        #expect(rounds.openCalls.map(\.symbols) == [["USDJPY"]])
        #expect(rounds.nextQuietCall()?.symbols == ["EURUSD", "XAUUSD"])
    }

    @Test func carriesTheTransactionNumberOverWhenPositionsOpen() {
        var rounds = TickRounds()
        rounds.symbols(["EURUSD", "USDJPY"])
        if let call = rounds.nextQuietCall() { _ = rounds.answered(call, ticks: [], number: 40) }
        rounds.open(["USDJPY"])
        #expect(rounds.openCalls.first?.after == 40)
        rounds.restart()
        #expect(rounds.openCalls.first?.after == 0)
    }

    @Test func passesOnOnlyPricesThatAreNew() {
        var rounds = TickRounds()
        rounds.symbols(["EURUSD"])
        let call = TickRounds.Call(symbols: ["EURUSD"], after: 0)
        #expect(rounds.answered(call, ticks: [tick("EURUSD", 10)], number: 1).count == 1)
        #expect(rounds.answered(call, ticks: [tick("EURUSD", 10)], number: 1).isEmpty)
        #expect(rounds.answered(call, ticks: [tick("EURUSD", 9, bid: 2)], number: 1).isEmpty)
        #expect(rounds.answered(call, ticks: [tick("EURUSD", 10, bid: 2)], number: 2).count == 1)
    }

    @Test func leavesOutNamesThatAListWouldMisread() {
        var rounds = TickRounds()
        rounds.symbols(["A,B", "*", "", String(repeating: "x", count: 5000), "OK"])
        #expect(rounds.nextQuietCall()?.symbols == ["OK"])
        #expect(TickRounds().openCalls.isEmpty)
    }
}
