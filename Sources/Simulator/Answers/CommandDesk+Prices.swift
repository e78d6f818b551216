import Brokerage
import JSON
import MetaTrader

extension CommandDesk {
    mutating func ticks(_ request: ServerRequest) throws(ServerRefusal) -> ServerAnswer {
        switch request.command {
        case "TICK_LAST": return try lastTicks(request, group: nil)
        case "TICK_LAST_GROUP":
            let fits = groupsFitting(try request.requiredText("group"))
            guard let group = fits.firstIndex(of: true) else { throw ServerRefusal(.notFound) }
            return try lastTicks(request, group: world.server.groups[group])
        case "TICK_STAT": return try statistics(request)
        case "TICK_HISTORY", "TICK_HISTORY_GET": return try tickHistory(request)
        case "CHART_GET": return try bars(request)
        default: throw refusal(request)
        }
    }

    /// Symbols that are named and have changed since the number given; 0 gives all.
    private func changed(_ request: ServerRequest) throws(ServerRefusal) -> [Int] {
        let list = try request.requiredText("symbol")
        guard list.utf8.count <= Self.symbolListLimit else { throw ServerRefusal(.invalidParameters) }
        let since = try request.whole("trans_id") ?? 0
        return symbolsFitting(list).filter { world.board.hasChanged($0, since: since) }
    }

    private mutating func lastTicks(_ request: ServerRequest, group: TradeGroup?) throws(ServerRefusal) -> ServerAnswer {
        let found = try changed(request)
        var stamps = stamps
        var answer = records(found) { writer, symbol in
            guard let quote = world.board.quotes[symbol] else { return }
            let instrument = world.server.instrument(symbol)
            let markup = Price(units: Int64(group?.spreadDifference ?? 0) * instrument.pointUnits)
            writer.tick(instrument, quote, markup: markup, &stamps)
        }
        answer.transID = world.board.change
        return answer
    }

    private mutating func statistics(_ request: ServerRequest) throws(ServerRefusal) -> ServerAnswer {
        let found = try changed(request)
        let midnight = world.server.market.wall(world.now) / 86_400_000 * 86_400_000
        let start = world.server.market.instant(ofWall: midnight)
        var server = world.server
        var answer = records(found) { writer, symbol in
            writer.tickStatistics(server.instrument(symbol), DayRange(symbol, from: start, through: world.now, &server))
        }
        answer.transID = world.board.change
        return answer
    }

    private func symbol(_ request: ServerRequest) throws(ServerRefusal) -> Int {
        let name = try request.requiredText("symbol")
        guard let symbol = world.server.market.instruments.firstIndex(where: { $0.name == name }) else { throw ServerRefusal(.notFound) }
        return symbol
    }

    /// Rows of real numbers, columns by letter: `d` time in milliseconds, `b` bid, `a` ask, `l` last, `v` volume.
    private mutating func tickHistory(_ request: ServerRequest) throws(ServerRefusal) -> ServerAnswer {
        let symbol = try symbol(request)
        let columns = Array((request.text("data") ?? "dbalv").utf8)
        guard columns.allSatisfy({ "dbalv".utf8.contains($0) }) else { throw ServerRefusal(.invalidParameters) }
        let window = try window(request)
        let digits = world.server.instrument(symbol).digits
        // A row of time, bid and ask takes some thirty bytes.
        let quotes = world.server.market.ticks(
            symbol, from: window.lowerBound, through: min(window.upperBound, world.now), limit: terms.answerLimit / 24)
        var stamps = Stamps(WallClock(terms.clock), inMicroseconds: false)
        return records(quotes) { writer, quote in
            writer.beginArray()
            for column in columns {
                switch column {
                case UInt8(ascii: "d"): writer.integer(stamps.fine(quote.time))
                case UInt8(ascii: "b"): writer.raw(quote.bid.text(places: digits).utf8)
                case UInt8(ascii: "a"): writer.raw(quote.ask.text(places: digits).utf8)
                default: writer.integer(0)
                }
            }
            writer.endArray()
        }
    }

    /// One-minute bars of the bid; columns follow the letters asked for.
    private mutating func bars(_ request: ServerRequest) throws(ServerRefusal) -> ServerAnswer {
        let symbol = try symbol(request)
        let columns = Array((request.text("data") ?? "dohlc").utf8)
        guard columns.allSatisfy({ "dohlc".utf8.contains($0) }) else { throw ServerRefusal(.invalidParameters) }
        let window = try window(request)
        let digits = world.server.instrument(symbol).digits
        let last = min(window.upperBound, world.now)
        var stamps = stamps
        var market = world.server.market
        let minutes = stride(from: max(window.lowerBound, market.path.origin) / 60_000 * 60_000, through: last, by: 60_000)
        var answer = records(minutes.prefix(Self.barLimit)) { writer, minute in
            guard let bar = Bar(market.ticks(symbol, from: minute, through: min(last, minute + 59_999), limit: 2000)) else { return }
            writer.beginArray()
            for column in columns {
                switch column {
                case UInt8(ascii: "d"): writer.integer(stamps.seconds(minute))
                case UInt8(ascii: "o"): writer.raw(bar.open.text(places: digits).utf8)
                case UInt8(ascii: "h"): writer.raw(bar.high.text(places: digits).utf8)
                case UInt8(ascii: "l"): writer.raw(bar.low.text(places: digits).utf8)
                default: writer.raw(bar.close.text(places: digits).utf8)
                }
            }
            writer.endArray()
        }
        if minutes.dropFirst(Self.barLimit).first(where: { _ in true }) != nil { answer.code = .partial }
        return answer
    }

    /// Most minutes looked at for one answer; a longer stretch is partial.
    private static let barLimit = 3000
}

/// The bid's first, highest, lowest and last value of a minute.
private struct Bar {
    var open: Price
    var high: Price
    var low: Price
    var close: Price

    init?(_ quotes: [Quote]) {
        guard let first = quotes.first, let last = quotes.last else { return nil }
        open = first.bid
        close = last.bid
        high = quotes.reduce(first.bid) { max($0, $1.bid) }
        low = quotes.reduce(first.bid) { min($0, $1.bid) }
    }
}
