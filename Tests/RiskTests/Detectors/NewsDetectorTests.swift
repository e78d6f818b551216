import Brokerage
import Testing

@testable import Risk

struct NewsDetectorTests {
    private static let minute: Int64 = 60_000_000
    private static let day: Int64 = 86_400_000_000
    private let thresholds = NewsThresholds()

    /// Eight weeks in which a release comes on two days of five, at half past one.
    private func calendar() -> NewsCalendar {
        var calendar = NewsCalendar()
        for day in 0..<56 where day % 7 < 5 && day % 5 < 2 { _ = calendar.add(release(day), currency: 0) }
        return calendar
    }

    private func release(_ day: Int) -> Int64 { Bench.start.microseconds + Int64(day) * Self.day + 90 * Self.minute }

    /// Trades opened at these times; each second one ends that much better, and the others that much worse, than `net`.
    private func detector(_ times: [Int64], net: Double = 10, spread: Double = 5) -> NewsDetector {
        let calendar = calendar()
        var detector = NewsDetector()
        for (index, time) in times.enumerated() {
            var opening = OpeningTrade.made(Int64(index), at: time)
            opening.news = calendar.exposure(at: time, 0, 0)
            detector.add(opening)
            var trip = RoundTrip.made(Int64(index), net: net + (index % 2 == 0 ? spread : -spread))
            trip.openedAtNews = opening.news.isInside
            detector.add(trip)
        }
        return detector
    }

    @Test func openingInWindowsIsFoundByTheTailOfChance() {
        // Every trade within two minutes of a release.
        let times = (28..<56).filter { $0 % 7 < 5 && $0 % 5 < 2 }.map { release($0) + Self.minute }
        let more = times.map { $0 + Self.minute / 2 }
        let detector = detector(times + more)
        #expect(detector.hits == detector.opens)
        #expect(detector.logP(thresholds) ?? 0 < -4)
        #expect(detector.isHabit(thresholds) && detector.isEarning(thresholds))
    }

    @Test(arguments: [(-10.0, 5.0), (1.0, 30.0)])
    func payingForNewsOrLuckWithItIsALabelAndNoCharge(_ net: Double, _ spread: Double) {
        let times = (28..<56).filter { $0 % 7 < 5 && $0 % 5 < 2 }.map { release($0) + Self.minute }
        let detector = detector(times, net: net, spread: spread)
        #expect(detector.isHabit(thresholds) && !detector.isEarning(thresholds))
    }

    @Test func whoOnlyMeetsReleasesNowAndThenHasNoHabit() {
        // One opening in five at a release, as when moved prices fill waiting orders: far beyond chance, and no news trading.
        let (halfMinute, fiveHours) = (Self.minute / 2, 300 * Self.minute)
        var times: [Int64] = []
        for day in 28..<56 where day % 7 < 5 && day % 5 < 2 {
            for step in 0..<3 as Range<Int64> {
                let first = release(day) + step * halfMinute
                for later in 0...4 as ClosedRange<Int64> { times.append(first + later * fiveHours) }
            }
        }
        let detector = detector(times)
        #expect(detector.logP(thresholds) ?? 0 < -4)
        #expect(!detector.isHabit(thresholds))
    }

    @Test func whatTheWholeCrowdDoesIsNoSign() throws {
        let times = (28..<56).filter { $0 % 7 < 5 && $0 % 5 < 2 }.flatMap { [release($0), release($0) + Self.minute] }
        let detector = detector(times)
        let lift = try #require(detector.lift(thresholds))
        #expect(lift > 1.5)
        #expect(detector.logP(thresholds, crowd: lift) ?? -9 > -1)
    }

    @Test func openingAtTheHourOfReleasesEveryDayIsNot() {
        // The opening of a session: each day at half past one, release or none.
        let times = (28..<56).filter { $0 % 7 < 5 }.flatMap { [release($0), release($0) + Self.minute, release($0) + 3 * Self.minute] }
        let detector = detector(times)
        #expect(detector.hits > 10)
        #expect(detector.logP(thresholds) ?? 0 > -2)
    }

    @Test func randomTimesAreLuck() {
        var (dice, smallest) = (Dice(seed: 11), 0.0)
        for _ in 0..<300 {
            let times = (0..<100).map { _ in Bench.start.microseconds + Int64(28 + dice.below(28)) * Self.day + Int64(dice.below(180)) * Self.minute }
            smallest = min(smallest, detector(times).logP(thresholds) ?? 0)
        }
        #expect(smallest > -4)
    }

    @Test func aReleaseIsKnownOnceAndByItsCurrency() {
        var calendar = NewsCalendar()
        let time = Bench.start.microseconds
        #expect(calendar.exposure(at: time, 0, 1) == NewsExposure())
        let first = calendar.add(time, currency: 1)
        let second = calendar.add(time, currency: 1)
        #expect(first && !second)
        #expect(calendar.exposure(at: time + 120_000_000, 0, 1).isInside)
        #expect(!calendar.exposure(at: time + 120_000_001, 0, 1).isInside)
        #expect(calendar.exposure(at: time - 120_000_000, 1, 1).isInside)
        #expect(!calendar.exposure(at: time, 0, 2).isInside)
        #expect(!calendar.exposure(at: .max, 1, 1).isInside && !calendar.exposure(at: .min, 1, 1).isInside)
    }

    @Test func aReleaseThatComesAfterItsDealsAsksForARebuildAndThenCounts() {
        var bench = Bench()
        let (concerned, other) = (bench.account(1), bench.account(2))
        bench.trade(concerned, .buy, "1", "EURUSD", "1.1", seconds: 100)
        bench.trade(other, .buy, "1", "EURGBP", "0.85", seconds: 100)
        _ = bench.settle(101)
        bench.engine.apply(CalendarEvent(time: Bench.time(60), currency: "USD", impact: "low", title: "Minutes"))
        #expect(bench.settle(102).outdated.isEmpty)
        bench.engine.apply(CalendarEvent(time: Bench.time(60), currency: "USD", impact: "High", title: "Payrolls"))
        #expect(bench.settle(103).outdated == [concerned])
        bench.rebuild(concerned)
        #expect(bench.engine.accounts[0].history.patterns.news.hits == 1)
        bench.engine.apply(CalendarEvent(time: Bench.time(9000), currency: "USD", impact: "High", title: "Rates"))
        #expect(bench.settle(104).outdated.isEmpty, "what is still to come changes nothing")
    }
}
