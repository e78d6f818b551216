import Brokerage

/// The last mid of a symbol on a UTC day, to be stored: ticks are not kept, and value at risk looks back two years.
///
/// One replaces an earlier one of the same symbol and day.
public struct DailyClose: Sendable, Equatable {
    /// The symbol without suffix.
    public var symbol: String
    /// Days since 1970-01-01; a day begins at 00:00 UTC.
    public var day: Int32
    /// Midway between bid and ask; a deal's price where there were no ticks. It may be negative.
    public var price: Price

    public init(symbol: String, day: Int32, price: Price) {
        (self.symbol, self.day, self.price) = (symbol, day, price)
    }
}

/// Whole UTC days.
enum UTCDay {
    static let microseconds: Int64 = 86_400_000_000

    static func of(_ time: Int64) -> Int32 { Int32(truncatingIfNeeded: min(max(Whole.floorDivide(time, microseconds), -1_000_000), 10_000_000)) }

    /// 0 for Monday to 6 for Sunday.
    static func weekday(_ day: Int32) -> Int32 {
        // 1970-01-01 was a Thursday.
        let shifted = (day &+ 3) % 7
        return shifted < 0 ? shifted + 7 : shifted
    }

    static func isWeekend(_ day: Int32) -> Bool { weekday(day) >= 5 }
}
