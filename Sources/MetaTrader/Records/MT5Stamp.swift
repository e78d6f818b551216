import Brokerage

/// A server-clock stamp, which most records carry twice: in whole seconds and, under a name that ends in `Msc`, finer.
struct MT5Stamp {
    /// The end of the year 9999. Later stamps are sentinels or damage.
    private static let latest: Int64 = 253_402_300_799

    var seconds: Int64 = 0
    /// Milliseconds in most builds, microseconds in the newest: told apart by magnitude.
    var fine: Int64 = 0

    /// The server clock's reading as if it were UTC, or nil when there is no stamp.
    func wall(_ field: StaticString) throws(MT5FieldFault) -> Timestamp? {
        let wall: Timestamp
        switch fine {
        case 100_000_000_000_001...: wall = Timestamp(microseconds: fine)
        case 100_000_000_001...: wall = Timestamp(milliseconds: fine)
        default:
            guard seconds != 0 else { return nil }
            guard seconds > 0, seconds <= Self.latest else { throw MT5FieldFault("is out of range: \(seconds)", in: field) }
            return Timestamp(seconds: seconds)
        }
        guard wall.seconds <= Self.latest else { throw MT5FieldFault("is out of range: \(fine)", in: field) }
        return wall
    }

    /// The instant behind the stamp, or nil when there is none.
    func instant(_ field: StaticString, _ clock: ServerClock) throws(MT5FieldFault) -> Timestamp? {
        guard let wall = try wall(field) else { return nil }
        return clock.instant(ofWall: wall)
    }
}
