import Brokerage
import Testing

@testable import Bridge

struct ClockMeterTests {
    private let winter = Timestamp(rfc3339: "2026-01-15T12:00:00Z") ?? .distantPast
    private let summer = Timestamp(rfc3339: "2026-07-15T12:00:00Z") ?? .distantPast
    /// Summer in Europe, not yet in the United States in autumn: the dates that tell the two apart.
    private let lateOctober = Timestamp(rfc3339: "2026-10-28T12:00:00Z") ?? .distantPast

    private func read(_ meter: inout ClockMeter, offset: Int, at instant: Timestamp) -> ClockMeter.Finding {
        let wall = Timestamp(seconds: (instant + .milliseconds(100)).seconds + Int64(offset))
        return meter.measured(wall: wall, sent: instant, received: instant + .milliseconds(200))
    }

    private func confirm(_ meter: inout ClockMeter, offset: Int, at instant: Timestamp) -> ClockMeter.Finding {
        for second in 0..<ClockMeter.confirmations {
            let finding = read(&meter, offset: offset, at: instant + .seconds(second))
            guard finding == .doubtful else { return finding }
        }
        return .doubtful
    }

    @Test func takesNewYorkPlusSevenForTwoAndThreeHours() {
        var meter = ClockMeter()
        #expect(read(&meter, offset: 7200, at: winter) == .learned)
        #expect(meter.clock == ServerClock(standardOffset: 7200, rule: .unitedStates))
        #expect(read(&meter, offset: 10_800, at: summer) == .steady)
        var inSummer = ClockMeter()
        _ = read(&inSummer, offset: 10_800, at: summer)
        #expect(inSummer.clock == ServerClock(standardOffset: 7200, rule: .unitedStates))
    }

    @Test func roundsToTheQuarterOfAnHour() {
        var meter = ClockMeter()
        _ = read(&meter, offset: 19_800 + 40, at: winter)
        #expect(meter.clock.offset(at: winter) == 19_800)
    }

    @Test func believesTheServerThatItHasNoDaylightSaving() {
        var meter = ClockMeter()
        _ = meter.stated(ZoneSettings(standardOffset: 7200, usesDaylight: false), at: winter)
        _ = read(&meter, offset: 7200, at: winter)
        #expect(meter.clock == ServerClock(standardOffset: 7200))
    }

    @Test func theMeasuredValueWinsOverTheStatedZone() {
        var meter = ClockMeter()
        _ = meter.stated(ZoneSettings(standardOffset: 3600, usesDaylight: true), at: winter)
        _ = read(&meter, offset: 7200, at: winter)
        #expect(meter.clock.offset(at: winter) == 7200)
    }

    @Test func learnsTheEuropeanDatesWhenTheClockChangesByThem() {
        var meter = ClockMeter()
        _ = read(&meter, offset: 10_800, at: summer)
        #expect(confirm(&meter, offset: 7200, at: lateOctober) == .learned)
        #expect(meter.clock == ServerClock(standardOffset: 7200, rule: .europe))
    }

    @Test func tellsAJumpFromDaylightSaving() {
        var meter = ClockMeter()
        _ = read(&meter, offset: 7200, at: winter)
        _ = read(&meter, offset: 7200, at: winter + .seconds(60))
        #expect(read(&meter, offset: 9000, at: winter + .seconds(120)) == .doubtful)
        #expect(meter.clock.offset(at: winter) == 7200)
        #expect(confirm(&meter, offset: 9000, at: winter + .seconds(121)) == .jumped(seconds: 1800))
        #expect(meter.clock.offset(at: winter + .seconds(200)) == 9000)
    }

    @Test func forgetsADoubtThatWasNotConfirmed() {
        var meter = ClockMeter()
        _ = read(&meter, offset: 7200, at: winter)
        for minute in 1..<20 {
            #expect(read(&meter, offset: minute % 2 == 0 ? 7200 : 10_800, at: winter + .seconds(minute * 60)) != .jumped(seconds: 3600))
        }
        #expect(meter.clock == ServerClock(standardOffset: 7200, rule: .unitedStates))
    }

    @Test func keepsARuleThatAPersonSet() {
        let fixed = ServerClock(standardOffset: 7200, rule: .europe)
        var meter = ClockMeter(fixed: fixed)
        #expect(confirm(&meter, offset: 3600, at: winter) == .jumped(seconds: -3600))
        #expect(meter.clock == fixed)
    }

    @Test func goesOnFromWhatWasSaved() {
        var meter = ClockMeter()
        _ = read(&meter, offset: 10_800, at: summer)
        _ = confirm(&meter, offset: 7200, at: lateOctober)
        var later = ClockMeter(saved: meter.clock, evidence: ClockEvidence(text: meter.evidence.text))
        #expect(read(&later, offset: 7200, at: winter + .seconds(31_536_000)) == .steady)
        #expect(later.clock.rule == .europe)
    }

    @Test func ignoresSlowAnswersAndBearsAnyStamp() {
        var meter = ClockMeter()
        #expect(meter.measured(wall: winter, sent: winter, received: winter + .seconds(11)) == .doubtful)
        #expect(meter.measured(wall: winter, sent: winter, received: winter - .seconds(1)) == .doubtful)
        for wall in [Int64.min, .max, 0, -1] {
            _ = meter.measured(wall: Timestamp(microseconds: wall), sent: winter, received: winter)
        }
        _ = read(&meter, offset: 86_400 * 365, at: winter)
        #expect(meter.isImplausible || meter.clock.standardOffset != 0)
    }

    @Test(arguments: ["", ";;", "1 2", "x y z", "7200 5 1", "7200 1 99999999999999999999", "9223372036854775807 1 2"])
    func readsNothingFromDamagedEvidence(_ text: String) {
        #expect(ClockEvidence(text: text).runs.isEmpty)
    }
}
