/// The rule by which a trading server's wall clock runs ahead of UTC.
///
/// MetaTrader stamps everything with the server's own clock and never rewrites history, so converting an old stamp
/// needs the rule and not only today's offset.
public struct ServerClock: Hashable, Sendable {
    /// Which dates move the clock by one hour.
    public enum DaylightRule: String, Sendable, CaseIterable {
        /// The offset never changes.
        case fixed
        /// Last Sunday of March to last Sunday of October, at 01:00 UTC.
        case europe = "eu"
        /// Second Sunday of March to first Sunday of November, at 02:00 New York time: "New York + 7 h".
        case unitedStates = "us"
        /// First Sunday of October to first Sunday of April, at 02:00 standard time in Sydney.
        case australia = "au"
    }

    /// Seconds ahead of UTC outside daylight saving time.
    public var standardOffset: Int
    public var rule: DaylightRule

    public init(standardOffset: Int = 0, rule: DaylightRule = .fixed) {
        self.standardOffset = standardOffset
        self.rule = rule
    }

    /// Seconds ahead of UTC at an instant.
    public func offset(at instant: Timestamp) -> Int {
        standardOffset + (isDaylight(at: instant) ? 3600 : 0)
    }

    /// The instant at which the server's clock shows `wall` (the reading taken as if it were UTC).
    ///
    /// In the hour that runs twice in autumn the first pass is given unless `secondPass` says otherwise: tickets grow, so
    /// whoever knows the order of tickets knows the pass.
    public func instant(ofWall wall: Timestamp, secondPass: Bool = false) -> Timestamp {
        let standard = wall - .seconds(standardOffset)
        guard rule != .fixed else { return standard }
        let daylight = standard - .seconds(3600)
        let (asDaylight, asStandard) = (isDaylight(at: daylight), !isDaylight(at: standard))
        return switch (asDaylight, asStandard) {
        case (true, true): secondPass ? standard : daylight
        case (true, false): daylight
        default: standard
        }
    }

    /// What the server's clock shows at an instant, as if it were UTC.
    public func wall(at instant: Timestamp) -> Timestamp { instant + .seconds(offset(at: instant)) }

    private func isDaylight(at instant: Timestamp) -> Bool {
        let year = CivilTime(instant).year
        switch rule {
        case .fixed: return false
        case .europe:
            return instant >= sunday(.last, of: 3, year, hour: 1) && instant < sunday(.last, of: 10, year, hour: 1)
        case .unitedStates:
            return instant >= sunday(.nth(2), of: 3, year, hour: 7) && instant < sunday(.nth(1), of: 11, year, hour: 6)
        case .australia:
            return instant < sunday(.nth(1), of: 4, year, hour: -8) || instant >= sunday(.nth(1), of: 10, year, hour: -8)
        }
    }

    private enum Which { case nth(Int), last }

    private func sunday(_ which: Which, of month: Int, _ year: Int, hour: Int) -> Timestamp {
        let lastDay = CivilTime.days(in: month, of: year)
        guard let first = CivilTime(year: year, month: month, day: 1) else { return .distantPast }
        let firstSunday = 1 + (7 - first.weekday) % 7
        let day =
            switch which {
            case .nth(let n): firstSunday + 7 * (n - 1)
            case .last: firstSunday + (lastDay - firstSunday) / 7 * 7
            }
        return first.asUTC + .seconds((day - 1) * 86_400 + hour * 3600)
    }
}
