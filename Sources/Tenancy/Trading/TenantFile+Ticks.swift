import Brokerage
import GRDB

extension TenantWriter {
    /// Keeps the newest quote of each symbol and feed; an older one changes nothing.
    public func save(lastTicks ticks: [Tick], connection: ConnectionID) throws {
        for tick in ticks {
            try db.run(
                """
                INSERT INTO last_ticks (connection_id, symbol, feed, bid, ask, time) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (connection_id, symbol, feed) DO UPDATE SET bid = excluded.bid, ask = excluded.ask, time = excluded.time
                WHERE excluded.time >= time
                """,
                [connection.rawValue, tick.symbol, tick.feed ?? "", tick.bid.units, tick.ask.units, tick.time.microseconds])
        }
    }
}

extension TenantReader {
    /// The newest quotes of a connection, by symbol; the broker's own feed before the reference feeds.
    public func lastTicks(of connection: ConnectionID) throws -> [Tick] {
        try db.rows(Self.ticksOfConnection, [connection.rawValue]) { columns in
            let (symbol, feed) = (columns.text(), columns.text())
            return Tick(
                symbol: symbol, bid: columns.exact(), ask: columns.exact(), time: columns.microseconds(), feed: feed.isEmpty ? nil : feed)
        }
    }

    static let ticksOfConnection =
        "SELECT symbol, feed, bid, ask, time FROM last_ticks WHERE connection_id = ? ORDER BY symbol, feed"
}
