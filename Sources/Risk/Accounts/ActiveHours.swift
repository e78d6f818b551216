import Glibc

/// At which hours of the day (UTC) an account opens trades (risk-domain 5.1).
struct ActiveHours: Sendable, BitwiseCopyable {
    private var counts = InlineArray<24, UInt16>(repeating: 0)

    /// - Parameter time: microseconds since 1970.
    mutating func add(_ time: Int64) {
        let hours = Whole.floorDivide(time, 3_600_000_000)
        let hour = Int(hours &- Whole.floorDivide(hours, 24) &* 24)
        if counts[hour] == .max {
            // Where a count would not fit, all are halved: then the newest weigh a little more.
            for hour in 0..<24 { counts[hour] /= 2 }
        }
        counts[hour] += 1
    }

    /// How evenly the trades lie over the day: 0 for one hour only, 1 for all twenty-four alike. Nil without trades.
    var entropy: Double? {
        var n = 0
        for hour in 0..<24 { n += Int(counts[hour]) }
        guard n > 0 else { return nil }
        var sum = 0.0
        for hour in 0..<24 where counts[hour] > 0 {
            let share = Double(counts[hour]) / Double(n)
            sum -= share * log(share)
        }
        return sum / log(24)
    }
}
