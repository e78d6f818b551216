import Brokerage

/// The end of the trading day at 17:00 in New York, when swaps are booked: 21:00 UTC in summer, 22:00 in winter.
enum Rollover {
    private static let day: Int64 = 86_400_000_000
    private static let hour: Int64 = 3_600_000_000
    private static let lastYear: Int64 = 230 * 365 * day

    /// Nights from Monday to Friday that a position was held over, and how many of them were Wednesdays, which count threefold.
    static func nights(from opened: Int64, to closed: Int64) -> (all: Int64, triple: Int64) {
        // Most trades begin and end in one day by either clock.
        guard closed > opened, passed(opened, 21) != passed(closed, 21) || passed(opened, 22) != passed(closed, 22) else { return (0, 0) }
        let (first, last) = (passed(opened), passed(closed))
        guard last > first else { return (0, 0) }
        return (weekdays(last) &- weekdays(first), wednesdays(last) &- wednesdays(first))
    }

    /// Whether a moment is within half an hour before it.
    static func isLate(_ time: Int64) -> Bool {
        let ofDay = time &- Whole.floorDivide(time, day) &* day
        let end = ofDay >= 21 * hour ? 22 * hour : 21 * hour
        guard ofDay < 22 * hour, ofDay >= end - hour / 2 else { return false }
        return offset(time) == end / hour
    }

    /// The end of the trading week that comes after a moment: Friday's.
    static func weekend(after time: Int64) -> Int64 {
        let next = passed(time) &+ 1
        // 1970-01-01 was a Thursday.
        let weekday = next &+ 3 &- Whole.floorDivide(next &+ 3, 7) &* 7
        let friday = (next &+ (11 &- weekday) % 7) &* day
        return friday &+ offset(friday &+ 12 &* hour) &* hour
    }

    /// Days since 1970 whose rollover has passed.
    private static func passed(_ time: Int64) -> Int64 { passed(time, offset(time)) }
    private static func passed(_ time: Int64, _ hours: Int64) -> Int64 { Whole.floorDivide(time.subtractingSaturated(hours &* hour), day) }

    /// Mondays to Fridays up to a day.
    private static func weekdays(_ day: Int64) -> Int64 {
        // 1970-01-01 was a Thursday: three days on, weeks begin on a Monday.
        let days = day &+ 4
        let week = Whole.floorDivide(days, 7)
        return week &* 5 &+ min(days &- week &* 7, 5)
    }

    private static func wednesdays(_ day: Int64) -> Int64 { Whole.floorDivide(day &+ 1, 7) }

    /// Hours UTC of the rollover by United States daylight saving: second Sunday of March to first Sunday of November.
    private static func offset(_ time: Int64) -> Int64 {
        // Beyond these years no calendar is kept, nor is there a trade.
        guard (0..<lastYear).contains(time) else { return 22 }
        let civil = CivilTime(Timestamp(microseconds: time))
        switch civil.month {
        case 4...10: return 21
        case 3: return civil.day - civil.weekday >= 8 ? 21 : 22
        case 11: return civil.day - civil.weekday >= 1 ? 22 : 21
        default: return 22
        }
    }
}
