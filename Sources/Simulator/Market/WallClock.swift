import Brokerage

/// The server's wall clock on the simulation's millisecond scale, with the offset of the last hour asked for at hand.
struct WallClock: Sendable {
    let rule: ServerClock
    private var hour = Int64.min
    private var offset: Int64 = 0

    init(_ rule: ServerClock) { self.rule = rule }

    /// The wall reading, in milliseconds as if it were UTC, at an instant in milliseconds.
    mutating func wall(_ instant: Int64) -> Int64 { instant + offsetMilliseconds(at: instant) }

    mutating func offsetMilliseconds(at instant: Int64) -> Int64 {
        let wanted = instant / 3_600_000
        if wanted != hour {
            hour = wanted
            offset = Int64(rule.offset(at: Timestamp(milliseconds: instant))) * 1000
        }
        return offset
    }

    /// The instant at which the wall shows `wall` (first pass of a repeated hour).
    func instant(ofWall wall: Int64) -> Int64 { rule.instant(ofWall: Timestamp(milliseconds: wall)).milliseconds }

    /// 0 for Sunday, and the minute of the day, at a wall reading.
    static func weekdayAndMinute(_ wall: Int64) -> (Int, Int) {
        let minutes = wall / 60_000
        return (Int((minutes / 1440 + 4) % 7), Int(minutes % 1440))
    }
}
