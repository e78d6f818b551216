import Brokerage
import Testing

@testable import Bridge

struct PositionLedgerTests {
    private let start = Timestamp(seconds: 1_700_000_000)

    private func position(_ ticket: Int64, volume: Int = 1, profit: Int = 0) -> Position {
        var position = Position(
            ticket: ticket, login: ticket + 100, symbol: "EURUSD", side: .buy, volume: Lots(volume), priceOpen: Price(1), openedAt: start)
        position.profit = Money(profit)
        return position
    }

    @Test func tellsTheWholeListFirstAndThenOnlyChanges() {
        var ledger = PositionLedger()
        let first = ledger.compare([position(1), position(2)], unread: [], at: start)
        #expect(first.positions.count == 2)
        #expect(first.open?.tickets == [1, 2])
        ledger.note(first, at: start)
        #expect(ledger.compare([position(2), position(1)], unread: [], at: start).isEmpty)
        let second = ledger.compare([position(1, volume: 2), position(2)], unread: [], at: start)
        #expect(second.positions.map(\.ticket) == [1])
        #expect(second.stirred == [101])
        #expect(second.open == nil)
    }

    @Test func tellsThatAPositionIsGone() {
        var ledger = PositionLedger()
        ledger.note(ledger.compare([position(1), position(2)], unread: [], at: start), at: start)
        let news = ledger.compare([position(2)], unread: [], at: start)
        #expect(news.open?.tickets == [2])
        #expect(news.stirred == [101])
        ledger.note(news, at: start)
        #expect(ledger.symbols == ["EURUSD"])
        #expect(ledger.count == 1)
    }

    @Test func anEmptyListClosesWhatIsStoredFromBefore() {
        #expect(PositionLedger().compare([], unread: [], at: start).open?.tickets == [])
    }

    @Test func aPositionThatCannotBeReadIsStillOpen() {
        var ledger = PositionLedger()
        ledger.note(ledger.compare([position(1)], unread: [], at: start), at: start)
        #expect(ledger.compare([], unread: [1], at: start).isEmpty)
    }

    @Test func profitAloneIsToldNowAndThen() {
        var ledger = PositionLedger()
        ledger.note(ledger.compare([position(1)], unread: [], at: start), at: start)
        #expect(ledger.compare([position(1, profit: 5)], unread: [], at: start + .seconds(14)).isEmpty)
        #expect(ledger.compare([position(1, profit: 5)], unread: [], at: start + .seconds(15)).positions.count == 1)
    }
}
