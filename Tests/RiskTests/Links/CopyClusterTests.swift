import Brokerage
import Testing

@testable import Risk

/// Who copies, who only looks like it, and who has nothing to do with anybody.
struct CopyClusterTests {
    private static let days = 12

    /// A crowd of strangers around whatever a test is about.
    private func story(_ seed: UInt64, strangers: Int64 = 60) -> LinkStory {
        var story = LinkStory(seed: seed)
        story.strangers(1...strangers, trades: 40, days: Self.days)
        return story
    }

    /// A source and its copiers.
    private func copy(
        _ story: inout LinkStory, source: Int64, copiers: [Int64], trades: Int = 40, lag: ClosedRange<Double>, followed: Int = 90,
        noise: Double = 0.05, own: Int = 0, expert: Int64 = 0, reason: DealReason = .client
    ) {
        for _ in 0..<trades {
            let (time, symbol, isLong) = (story.moment(days: Self.days), story.symbol(), story.dice.chance(50))
            let lots = story.between(0.2, 2)
            story.open(source, at: time, symbol, long: isLong, lots: lots)
            for copier in copiers where story.dice.chance(followed) {
                let delay = story.between(lag.lowerBound, lag.upperBound)
                story.open(
                    copier, at: time + delay, symbol, long: isLong, lots: lots * (1 + story.between(-noise, noise)), expert: expert,
                    reason: reason)
            }
        }
        for copier in copiers {
            for _ in 0..<own {
                let time = story.moment(days: Self.days)
                story.open(copier, at: time, story.symbol(), long: story.dice.chance(50))
            }
        }
    }

    // MARK: Copiers

    @Test(arguments: 1...6)
    func aRingIsFoundWhole(_ seed: Int) {
        var story = story(UInt64(seed))
        copy(&story, source: 101, copiers: [102, 103, 104], lag: 0.05...0.9)
        let engine = story.engine()
        #expect(engine.groups(.copy) == [[101, 102, 103, 104]])
        let link = engine.links(of: AccountID(102)).first { $0.account == AccountID(101) }
        #expect(link?.isProven == true && (link?.lagMilliseconds ?? 0) < 0)
        #expect((link?.log10P ?? 0) < -20 && (link?.deals.count ?? 0) > 0)
    }

    @Test(arguments: 1...6)
    func aCopierWhoWaitsAndSkipsAndTradesBesideIsFound(_ seed: Int) {
        var story = story(UInt64(seed + 10))
        copy(&story, source: 101, copiers: [102], trades: 60, lag: 0.05...30, followed: 65, noise: 0.4, own: 30)
        #expect(story.engine().groups(.copy) == [[101, 102]])
    }

    @Test(arguments: 1...4)
    func aCopierOfTwoSourcesIsFoundWithBoth(_ seed: Int) {
        var story = story(UInt64(seed + 20))
        copy(&story, source: 101, copiers: [103], trades: 40, lag: 0.1...2, followed: 80)
        copy(&story, source: 102, copiers: [103], trades: 40, lag: 0.1...2, followed: 80)
        #expect(story.engine().groups(.copy) == [[101, 102, 103]])
    }

    @Test(arguments: 1...4)
    func aConstantDelayIsFoundHoweverLong(_ seed: Int) {
        var story = story(UInt64(seed + 30))
        copy(&story, source: 101, copiers: [102], trades: 40, lag: 45...46, followed: 80)
        let engine = story.engine()
        #expect(engine.groups(.copy) == [[101, 102]])
        let lag = engine.links(of: AccountID(101)).first?.lagMilliseconds ?? 0
        #expect((45_000...46_000).contains(lag))
    }

    // MARK: Innocent look-alikes

    @Test(arguments: 1...4)
    func tradersOfTheFullHourAreNoRing(_ seed: Int) {
        var story = story(UInt64(seed + 40))
        for day in 0..<Self.days {
            for hour in [-4.0, -2, 0, 1, 3, 6] {
                let isLong = story.dice.chance(50)
                for account in 201...(205 as Int64) where story.dice.chance(70) {
                    let time = Double(day) * LinkStory.day + hour * 3600 + story.between(0, 2)
                    story.open(account, at: time, "EURUSD", long: story.dice.chance(80) == isLong)
                }
            }
        }
        #expect(story.engine().groups(.copy) == [])
    }

    @Test(arguments: 1...4)
    func aPublicSignalIsNoRing(_ seed: Int) {
        var story = story(UInt64(seed + 50))
        for _ in 0..<50 {
            let (time, isLong) = (story.moment(days: Self.days), story.dice.chance(50))
            for account in 201...(220 as Int64) where story.dice.chance(70) {
                story.open(account, at: time + story.between(0.1, 1.8), "XAUUSD", long: isLong)
            }
        }
        #expect(story.engine().groups(.copy) == [])
    }

    @Test(arguments: 1...4)
    func thoseWhoReactToTheSameJumpsAreNoRing(_ seed: Int) {
        var story = story(UInt64(seed + 60))
        for _ in 0..<120 {
            let (time, symbol, isLong) = (story.moment(days: Self.days), story.symbol(), story.dice.chance(50))
            for account in 201...(204 as Int64) where story.dice.chance(80) {
                story.open(account, at: time + story.between(0.03, 0.15), symbol, long: isLong, lots: story.between(0.5, 0.8))
            }
        }
        #expect(story.engine().groups(.copy) == [])
    }

    @Test(arguments: 1...3)
    func tradersOfReleasesAreNoRingThoughOneIsAlwaysLast(_ seed: Int) {
        var story = story(UInt64(seed + 65))
        var releases: [CalendarEvent] = []
        for _ in 0..<40 {
            let (time, isLong) = (story.moment(days: Self.days), story.dice.chance(50))
            releases.append(CalendarEvent(time: Bench.time(time), currency: "USD", impact: "high", title: "Payrolls"))
            for (account, wait) in [(201 as Int64, 1.0), (202, 15), (203, 30)] {
                story.open(account, at: time + story.between(wait, wait + 10), "EURUSD", long: isLong)
            }
        }
        #expect(story.engine(releases: releases).groups(.copy) == [])
        #expect(story.engine().groups(.copy) == [[201, 202, 203]])
    }

    @Test(arguments: 1...4)
    func theSessionOpensForManyAtOnce(_ seed: Int) {
        var story = story(UInt64(seed + 70))
        for day in 0..<Self.days {
            let isLong = story.dice.chance(50)
            for account in 201...(212 as Int64) where story.dice.chance(80) {
                let time = Double(day) * LinkStory.day - 4 * 3600 + story.between(0, 60)
                story.open(account, at: time, "GBPUSD", long: isLong)
            }
        }
        #expect(story.engine().groups(.copy) == [])
    }

    @Test(arguments: 1...4)
    func buyersOfOneRobotAreToldButNotAccused(_ seed: Int) {
        var story = story(UInt64(seed + 80))
        for _ in 0..<40 {
            let bar = (story.moment(days: Self.days) / 900).rounded() * 900
            let isLong = story.dice.chance(50)
            for account in 201...(209 as Int64) where story.dice.chance(60) {
                story.open(account, at: bar + story.between(0.1, 1.9), "EURUSD", long: isLong, lots: 0.1, expert: 777, reason: .expert)
            }
        }
        #expect(story.engine().groups(.copy) == [])
    }

    @Test func subscribersOfASignalAreMarkedAsInnocent() {
        var story = story(91)
        copy(&story, source: 101, copiers: [102, 103], lag: 0.1...0.8, reason: .signal)
        let engine = story.engine()
        #expect(engine.groups(.copy) == [])
        let links = engine.links(of: AccountID(101))
        #expect(links.count == 2 && links.allSatisfy { $0.innocence == .signalSubscription && !$0.isProven && $0.kind == .copy })
    }

    @Test func followersOfADeclaredMasterAreMarkedAsInnocent() {
        var story = story(92)
        copy(&story, source: 101, copiers: [102, 103, 104], lag: 0.1...0.8)
        var settings = RiskSettings()
        settings.links.declaredMasters = [1101]
        let engine = story.engine(settings)
        #expect(engine.groups(.copy) == [])
        let links = engine.links(of: AccountID(102))
        #expect(links.count == 3 && links.allSatisfy { $0.innocence == .declaredMaster })
    }

    // MARK: Luck

    @Test(arguments: 1...3)
    func strangersAreNotLinked(_ seed: Int) {
        var story = LinkStory(seed: UInt64(seed + 100))
        story.strangers(1...150, trades: 60, days: Self.days)
        #expect(story.engine().clusters() == [])
    }

    // MARK: What follows

    @Test func copyingAloneAddsNoPointsAndIsToldOnceForAll() {
        var story = story(93)
        copy(&story, source: 101, copiers: [102, 103], lag: 0.05...0.9)
        var engine = story.engine()
        let alerts = engine.settle(at: Bench.time(20 * LinkStory.day)).alerts.filter { $0.rule == "LK1" }
        #expect(alerts.map(\.account) == [AccountID(101)] && alerts.first?.value == 3)
        let reason = engine.score(of: AccountID(102))?.reasons.first { $0.code == "copy_cluster" }
        #expect(reason?.points == 0 && reason?.deals.isEmpty == false && (reason?.pValue ?? 1) < 1e-10)
    }
}
