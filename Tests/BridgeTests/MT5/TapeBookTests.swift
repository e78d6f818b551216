import Brokerage
import Testing

@testable import Bridge

struct TapeBookTests {
    private let now = Timestamp(seconds: 1_772_452_800)

    private func tick(_ seconds: Double) -> Tick {
        Tick(symbol: "EURUSD", bid: .zero, ask: .zero, time: now + .milliseconds(Int64(seconds * 1000)))
    }

    @Test func aTapeBeginsBeforeTheFirstTradeAndLastsAsLongAsTrades() {
        var book = TapeBook()
        let begun = book.traded("EURUSD", at: now, now: now)
        #expect(begun == now - .seconds(35))
        let again = book.traded("EURUSD", at: now + .seconds(20), now: now + .seconds(20))
        #expect(again == nil)
        let followed = book.next(at: now + .seconds(85))
        #expect(followed?.symbol == "EURUSD")
        let over = book.next(at: now + .seconds(91))
        #expect(over == nil)
    }

    @Test func eachTickIsToldOnce() {
        var book = TapeBook()
        _ = book.traded("EURUSD", at: now, now: now)
        let first = book.read("EURUSD", [tick(-40), tick(-1), tick(0.5)])
        let second = book.read("EURUSD", [tick(-1), tick(0.5), tick(0.9)])
        #expect(first == [tick(-1), tick(0.5)] && second == [tick(0.9)])
        let next = book.next(at: now)
        let strange = book.read("GBPUSD", [tick(1)])
        #expect(next?.from == tick(0.9).time)
        #expect(strange.isEmpty, "nobody asked for it")
    }

    @Test func tapesAreReadInTurn() {
        var book = TapeBook()
        for symbol in ["A", "B", "C"] { _ = book.traded(symbol, at: now, now: now) }
        let turns = (0..<6).compactMap { _ in book.next(at: now)?.symbol }
        #expect(turns == ["A", "B", "C", "A", "B", "C"])
    }

    @Test func thereAreNoMoreThanTheSessionBears() {
        var book = TapeBook()
        let begun = (0..<100).compactMap { book.traded("S\($0)", at: now, now: now) }
        #expect(begun.count == TapeBook.most)
    }

    @Test func aRefusalIsKeptForAWhileAndAClockThatGoesBackKeepsNothing() {
        var book = TapeBook()
        _ = book.traded("EURUSD", at: now, now: now)
        book.refuse(at: now)
        #expect(book.isRefused(at: now + .seconds(599)) && !book.isRefused(at: now + .seconds(600)))
        #expect(!book.isRefused(at: now - .seconds(3600)))
        var late = TapeBook()
        _ = late.traded("EURUSD", at: now, now: now)
        let next = late.next(at: now - .seconds(3600))
        #expect(next == nil)
    }
}
