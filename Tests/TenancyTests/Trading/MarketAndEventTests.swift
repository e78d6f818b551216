import Brokerage
import Foundation
import Testing

@testable import Tenancy

@Suite struct MarketAndEventTests {
    let temporary: TemporaryTenant
    let connection: ConnectionID
    let account: AccountID
    var file: TenantFile { temporary.file }

    init() throws {
        temporary = try TemporaryTenant()
        connection = try temporary.connection()
        account = try temporary.account(1001, on: connection)
    }

    private func position(_ ticket: Int64) -> Position {
        var position = Position(
            ticket: ticket, login: 1001, symbol: "XAUUSD", side: .sell, volume: Lots(1), priceOpen: Price(units: 12), openedAt: noon)
        (position.priceSL, position.priceTP, position.swap) = (Price(units: 1), Price(units: 2), Money(units: 3))
        (position.profit, position.expert) = (Money(units: -4), 5)
        return position
    }

    @Test func positionsAreKeptReplacedAndForgotten() throws {
        try file.write { writer in
            try writer.save(position: position(2), account: account)
            try writer.save(position: position(1), account: account)
        }
        #expect(try file.read { try $0.positions(of: account) } == [position(1), position(2)])
        var changed = position(2)
        (changed.volume, changed.profit) = (Lots(units: 5), nil)
        var closed = position(1)
        closed.volume = .zero
        try file.write { writer in
            try writer.save(position: changed, account: account)
            try writer.save(position: closed, account: account)
        }
        #expect(try file.read { try $0.positions().map(\.position) } == [closed, changed])
        try file.write { writer in
            try writer.delete(position: 1, account: account)
            try writer.delete(position: 2, account: account)
        }
        #expect(try file.read { try $0.positions().isEmpty })
    }

    @Test func aSymbolComesBackAsItWasDescribedLast() throws {
        try file.write { try $0.save(symbol: .guess("EURUSD.x"), connection: connection) }
        var symbol = Symbol.guess("EURUSD.x")
        (symbol.isGuess, symbol.description, symbol.path) = (false, "Euro", "Forex\\EURUSD.x")
        (symbol.tickSize, symbol.tickValue) = (Quantity(units: 1000), Quantity(1))
        (symbol.swapLong, symbol.swapShort) = (Quantity(units: -5), Quantity(units: 4))
        try file.write { try $0.save(symbol: symbol, connection: connection) }
        #expect(try file.read { try $0.symbols(of: connection) } == [symbol])
    }

    @Test func onlyTheNewestQuoteOfEachFeedIsKept() throws {
        func tick(_ seconds: Int, feed: String? = nil) -> Tick {
            Tick(symbol: "EURUSD", bid: Price(units: Int64(seconds)), ask: Price(units: 9), time: noon + .seconds(seconds), feed: feed)
        }
        try file.write { try $0.save(lastTicks: [tick(5), tick(3), tick(4, feed: "ref")], connection: connection) }
        #expect(try file.read { try $0.lastTicks(of: connection) } == [tick(5), tick(4, feed: "ref")])
    }

    @Test func anEventThatIsSentTwiceCountsOnce() throws {
        let session = ClientSession(login: 1001, time: noon, address: "10.0.0.1")
        let transfer = Transfer(login: 1001, time: noon, method: "card", amount: Money(-50), reference: "r")
        var fill = ProviderFill(fill: "f1", provider: "LP", symbol: "EURUSD", side: .buy, volume: Lots(2), price: Price(1), time: noon)
        (fill.order, fill.commission) = (8, Money(units: -3))
        let first = try file.write { writer in
            [
                try writer.insert(session: session, account: account), try writer.insert(transfer: transfer, account: account),
                try writer.insert(fill: fill, connection: connection),
            ]
        }
        let second = try file.write { writer in
            [
                try writer.insert(session: session, account: account), try writer.insert(transfer: transfer, account: account),
                try writer.insert(fill: fill, connection: connection),
            ]
        }
        #expect(first == [true, true, true])
        #expect(second == [false, false, false])
        #expect(try file.read { try $0.sessions(of: account) } == [session])
        #expect(try file.read { try $0.transfers(of: account) } == [transfer])
        let fills = try file.read { try $0.fills(from: noon, to: noon + .seconds(1)) }
        #expect(fills.map(\.fill) == [fill])
        #expect(fills.map(\.connection) == [connection])
    }

    @Test func aReleaseIsListedInItsSpanWithItsNewestImpact() throws {
        try file.write { writer in
            try writer.save(calendar: CalendarEvent(time: noon, currency: "USD", impact: "low", title: "CPI"))
            try writer.save(calendar: CalendarEvent(time: noon, currency: "USD", impact: "high", title: "CPI"))
        }
        let expected = [CalendarEvent(time: noon, currency: "USD", impact: "high", title: "CPI")]
        #expect(try file.read { try $0.calendar(from: noon, to: noon + .seconds(1)) } == expected)
        #expect(try file.read { try $0.calendar(from: noon + .seconds(1), to: noon + .seconds(2)) } == [])
        #expect(try file.read { try $0.calendar(from: noon - .seconds(1), to: noon) } == [])
    }
}
