import Brokerage
import GRDB

/// A symbol's mid at the end of a UTC day.
public struct StoredClose: Sendable, Equatable {
    /// The name without suffixes.
    public var symbol: String
    /// Whole UTC days since 1970.
    public var day: Int64
    public var mid: Price

    public init(symbol: String, day: Int64, mid: Price) { (self.symbol, self.day, self.mid) = (symbol, day, mid) }
}

extension TenantWriter {
    /// Stores closes; the later of two for one symbol and day stands.
    public func save(dailyCloses closes: [StoredClose]) throws {
        for close in closes {
            try db.run(
                "INSERT INTO daily_closes (symbol, day, mid) VALUES (?, ?, ?) ON CONFLICT (symbol, day) DO UPDATE SET mid = excluded.mid",
                [close.symbol, close.day, close.mid.units])
        }
    }
}

extension TenantReader {
    /// All closes, by symbol and day.
    public func dailyCloses() throws -> [StoredClose] {
        try db.rows("SELECT symbol, day, mid FROM daily_closes ORDER BY symbol, day") {
            StoredClose(symbol: $0.text(), day: $0.integer(), mid: $0.exact())
        }
    }
}
