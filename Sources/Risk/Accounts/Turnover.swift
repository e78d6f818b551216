import Glibc

/// What an account opens in a day, looking back with a half-life of ten business days (risk-domain 8.2), in its own currency.
struct Turnover: Sendable, Equatable {
    static let halfLifeDays = 10.0
    /// Business days in thirty.
    static let monthDays = 21.0

    private var day = Int64.min
    private var today = 0.0
    /// Faded sums of the days before ``day``: turnover and days.
    private var past = 0.0
    private var pastDays = 0.0

    mutating func add(_ notional: Double, at time: Int64) {
        let day = Self.businessDay(time)
        if self.day == .min { self.day = day }
        if day > self.day { (past, pastDays, self.day, today) = (faded(past + today, day), faded(pastDays + 1, day), day, 0) }
        today += notional
    }

    /// Turnover of the next thirty days as seen at a time: the faded mean of a day, 21 times. The days without trades count.
    func month(asOf time: Int64) -> Double {
        guard day != .min else { return 0 }
        let gap = Double(max(0, Self.businessDay(time) &- day))
        let fade = exp2(-gap / Self.halfLifeDays)
        let step = exp2(-1 / Self.halfLifeDays)
        // Of the quiet days since, each weighs less the longer ago it is.
        let quiet = gap > 0 ? (1 - fade) / (1 - step) : 0
        let turnover = (past + today) * fade
        return turnover / ((pastDays + 1) * fade + quiet) * Self.monthDays
    }

    private func faded(_ sum: Double, _ day: Int64) -> Double { sum * exp2(-Double(day &- self.day) / Self.halfLifeDays) }

    /// Days since 1970 without Saturdays and Sundays, which count with the Friday before.
    private static func businessDay(_ time: Int64) -> Int64 {
        // 1970-01-01 was a Thursday: three days on, weeks begin on a Monday.
        let days = Whole.floorDivide(time, 86_400_000_000) &+ 3
        let week = Whole.floorDivide(days, 7)
        return week &* 5 &+ min(days &- week &* 7, 4)
    }
}
