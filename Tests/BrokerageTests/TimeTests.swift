import Brokerage
import Testing

struct TimestampTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00.000Z", 0), ("2023-11-14T22:13:20Z", 1_700_000_000_000_000), ("2023-11-15T00:13:20+02:00", 1_700_000_000_000_000),
        ("2024-02-29T12:00:00.123456Z", 1_709_208_000_123_456), ("2024-02-29t12:00:00.1z", 1_709_208_000_100_000),
        ("1969-12-31T23:59:59.999Z", -1000),
    ])
    func readsRFC3339(_ text: String, _ microseconds: Int64) {
        #expect(Timestamp(rfc3339: text)?.microseconds == microseconds)
    }

    @Test(arguments: ["", "2023-02-29T00:00:00Z", "2023-13-01T00:00:00Z", "2023-01-01T24:00:00Z", "2023-01-01T00:00:00", "2023-01-01T00:00:00.Z", "2023-01-01T00:00:00+0200", "2023-01-01"])
    func refusesOtherTimes(_ text: String) {
        #expect(Timestamp(rfc3339: text) == nil)
    }

    @Test func writesMillisecondsInUTC() {
        #expect(Timestamp(microseconds: 1_700_000_000_123_999).description == "2023-11-14T22:13:20.123Z")
        #expect(Timestamp(microseconds: -1).description == "1969-12-31T23:59:59.999Z")
    }

    @Test func everyDayOfFourCenturiesReadsBack() {
        for day in stride(from: Int64(-80_000), to: 80_000, by: 1) {
            let instant = Timestamp(seconds: day * 86_400 + 43_200)
            #expect(CivilTime(instant).asUTC == instant)
        }
    }

    @Test func knowsTheWeekday() {
        #expect(CivilTime(year: 2026, month: 11, day: 24)?.weekday == 2)
        #expect(CivilTime(year: 1970, month: 1, day: 1)?.weekday == 4)
    }
}

struct ServerClockTests {
    func instant(_ text: String) -> Timestamp { Timestamp(rfc3339: text) ?? .distantPast }

    @Test(arguments: [
        ("2026-01-15T12:00:00Z", 7200), ("2026-03-08T06:59:59Z", 7200), ("2026-03-08T07:00:00Z", 10_800), ("2026-11-01T05:59:59Z", 10_800),
        ("2026-11-01T06:00:00Z", 7200),
    ])
    func newYorkPlusSevenFollowsTheDatesOfTheUnitedStates(_ text: String, _ offset: Int) {
        #expect(ServerClock(standardOffset: 7200, rule: .unitedStates).offset(at: instant(text)) == offset)
    }

    @Test(arguments: [("2026-03-29T00:59:59Z", 7200), ("2026-03-29T01:00:00Z", 10_800), ("2026-10-25T00:59:59Z", 10_800), ("2026-10-25T01:00:00Z", 7200)])
    func europeChangesOnItsLastSundays(_ text: String, _ offset: Int) {
        #expect(ServerClock(standardOffset: 7200, rule: .europe).offset(at: instant(text)) == offset)
    }

    @Test(arguments: [("2026-04-04T15:59:59Z", 39_600), ("2026-04-04T16:00:00Z", 36_000), ("2026-10-03T15:59:59Z", 36_000), ("2026-10-03T16:00:00Z", 39_600)])
    func australiaHasItsSummerOverTheNewYear(_ text: String, _ offset: Int) {
        #expect(ServerClock(standardOffset: 36_000, rule: .australia).offset(at: instant(text)) == offset)
    }

    @Test(arguments: ServerClock.DaylightRule.allCases)
    func wallTimesReadBackAllYearButForTheHourThatRunsTwice(_ rule: ServerClock.DaylightRule) {
        let clock = ServerClock(standardOffset: 7200, rule: rule)
        var instant = instant("2026-01-01T00:00:00Z")
        for _ in 0..<(365 * 48) {
            let wall = clock.wall(at: instant)
            let passes = [clock.instant(ofWall: wall), clock.instant(ofWall: wall, secondPass: true)]
            #expect(passes.contains(instant))
            instant = instant + .seconds(1800)
        }
    }

    @Test(arguments: [Int64.min, .min + 1, .min / 2, -1_000_001, -1, 0, 999_999, .max])
    func anyInstantCanBeReadAndWritten(_ microseconds: Int64) {
        let instant = Timestamp(microseconds: microseconds)
        let (rest, wholes) = (microseconds &- instant.seconds &* 1_000_000, instant.seconds)
        #expect((0..<1_000_000).contains(rest) && wholes <= Int64.max / 1_000_000)
        #expect(instant.description.utf8.count == 24 && instant.description.hasSuffix("Z"))
    }

    @Test func instantsOutsideOfTheFourDigitsOfAYearAreWrittenAsTheNearestInside() {
        #expect(Timestamp.distantPast.description == "0001-01-01T00:00:00.000Z")
        #expect(Timestamp(microseconds: .max).description == "9999-12-31T23:59:59.999Z")
    }
}
