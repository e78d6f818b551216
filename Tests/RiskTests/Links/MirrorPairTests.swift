import Brokerage
import Testing

@testable import Risk

struct MirrorPairTests {
    private static let days = 12

    private func story(_ seed: Int) -> LinkStory {
        var story = LinkStory(seed: UInt64(seed))
        story.strangers(1...60, trades: 40, days: Self.days)
        return story
    }

    /// Two accounts on opposite sides; `together` closes both legs at the same price.
    private func oppose(_ story: inout LinkStory, trades: Int, lag: ClosedRange<Double>, share: Int = 95, ratio: Double = 1, together: Bool = true) {
        for _ in 0..<trades {
            let (time, symbol, isLong) = (story.moment(days: Self.days), story.symbol(), story.dice.chance(50))
            let (lots, hold) = (story.between(0.2, 2), story.between(120, 7200))
            let (closing, other) = (story.between(0.99, 1.01), story.between(0.99, 1.01))
            story.open(101, at: time, symbol, long: isLong, lots: lots, hold: hold, closing: closing)
            guard story.dice.chance(share) else { continue }
            let delay = story.between(lag.lowerBound, lag.upperBound)
            story.open(
                102, at: time + delay, symbol, long: !isLong, lots: lots * ratio * story.between(0.96, 1.04),
                hold: together ? hold : story.between(120, 7200), closing: together ? closing : other)
        }
    }

    @Test(arguments: 1...5)
    func twoAccountsThatCancelEachOtherAreFound(_ seed: Int) {
        var story = story(seed)
        oppose(&story, trades: 30, lag: 0.1...2.5)
        let engine = story.engine()
        #expect(engine.groups(.mirror) == [[101, 102]] && engine.groups(.copy) == [])
        let link = engine.links(of: AccountID(101)).first
        #expect(link?.kind == .mirror && (link?.cancel ?? 0) > 0.9 && link?.isProven == true)
    }

    @Test(arguments: 1...5)
    func theSecondLegMayWaitAMinute(_ seed: Int) {
        var story = story(seed + 10)
        oppose(&story, trades: 40, lag: 1...55, share: 80)
        #expect(story.engine().groups(.mirror) == [[101, 102]])
    }

    @Test(arguments: 1...5)
    func oppositeMindsAtTheSameSignalAreNoPair(_ seed: Int) {
        var story = story(seed + 20)
        for _ in 0..<60 {
            let (time, isLong) = (story.moment(days: Self.days), story.dice.chance(50))
            for (account, side) in [(101 as Int64, isLong), (102, !isLong)] where story.dice.chance(70) {
                story.open(
                    account, at: time + story.between(0, 2.5), "EURUSD", long: side, lots: story.between(0.2, 2),
                    hold: story.between(120, 7200), closing: story.between(0.99, 1.01))
            }
        }
        #expect(story.engine().groups(.mirror) == [])
    }

    @Test(arguments: 1...3)
    func oneWhoAlwaysTakesTheOtherSideIsFoundHoweverHeCloses(_ seed: Int) {
        var story = story(seed + 50)
        oppose(&story, trades: 40, lag: 0.1...2.5, together: false)
        #expect(story.engine().groups(.mirror) == [[101, 102]])
    }

    @Test func costsThatBothPayDoNotHideThem() {
        var ledger = MirrorLedger()
        var dice = Dice(seed: 3)
        for _ in 0..<20 {
            let move = Double(dice.below(2000)) - 1000
            ledger.settle(move - 300, -move - 300, yields: ((move - 300) / 100, (-move - 300) / 100))
        }
        #expect((ledger.cancel ?? 1) < 0.9 && (ledger.opposition ?? 0) > 0.99)
    }

    @Test(arguments: 1...5)
    func oppositeOpinionsOnTheNewsAreNoPair(_ seed: Int) {
        var story = story(seed + 30)
        for _ in 0..<40 {
            let time = story.moment(days: Self.days)
            for account in 201...(216 as Int64) where story.dice.chance(70) {
                let closing = story.between(0.99, 1.01)
                story.open(
                    account, at: time + story.between(0, 3), "EURUSD", long: story.dice.chance(50), hold: story.between(60, 600), closing: closing)
            }
        }
        #expect(story.engine().groups(.mirror) == [])
    }

    @Test(arguments: 1...3)
    func aPairThatGoesAgainstEachOtherInTheCrowdIsFoundAndTheCrowdIsNot(_ seed: Int) {
        var story = story(seed + 70)
        for _ in 0..<30 {
            let (time, symbol, isLong) = (story.moment(days: Self.days), story.symbol(), story.dice.chance(50))
            for account in 201...(216 as Int64) where story.dice.chance(70) {
                story.open(
                    account, at: time + story.between(0, 1), symbol, long: isLong, lots: story.between(0.2, 2), hold: story.between(60, 600),
                    closing: story.between(0.99, 1.01))
            }
            let (lots, closing) = (story.between(0.2, 2), story.between(0.99, 1.01))
            story.open(101, at: time + 0.5, symbol, long: isLong, lots: lots, hold: 300, closing: closing)
            story.open(102, at: time + 0.5 + story.between(0.5, 2), symbol, long: !isLong, lots: lots, hold: 300, closing: closing)
        }
        #expect(story.engine().groups(.mirror) == [[101, 102]])
    }

    @Test func aPairThatMeetsByTheClockIsFoundWhereBothAreOnePerson() {
        var story = story(81)
        // Every fourth day at eight: each meets itself as well when it is moved by days, so that little is left beyond habit.
        for round in 0..<7 {
            let (time, isLong) = (Double(4 * round) * LinkStory.day - 4 * 3600, round < 3)
            let closing = round % 2 == 0 ? 1.01 : 0.99
            for (account, side, delay) in [(101 as Int64, isLong, 0.0), (102, !isLong, 0.2)] {
                story.open(account, at: time + delay, "EURUSD", long: side, lots: 1, hold: 100_000, closing: closing)
            }
        }
        var engine = story.engine()
        #expect(engine.groups(.mirror) == [])
        for id in [101, 102] as [Int64] {
            let session = ClientSession(login: id, time: Bench.time(0), address: "203.0.113.\(id)", device: "A1B2C3D4")
            engine.apply(session, account: AccountID(id))
        }
        engine.refreshLinks()
        #expect(engine.groups(.mirror) == [[101, 102]])
    }

    @Test(arguments: 1...3)
    func whoStoppedTradingIsStillTheOneWhoWasFound(_ seed: Int) {
        var story = story(seed + 90)
        oppose(&story, trades: 30, lag: 0.1...2.5)
        for _ in 0..<300 {
            let time = story.moment(days: Self.days) + Double(Self.days) * LinkStory.day
            story.open(101, at: time, story.symbol(), long: story.dice.chance(50), lots: story.between(0.2, 2), hold: 600)
        }
        #expect(story.engine().groups(.mirror) == [[101, 102]])
    }

    @Test func aPairOfOtherSizesIsNoMirror() {
        var story = story(41)
        oppose(&story, trades: 30, lag: 0.1...2.5, ratio: 3)
        #expect(story.engine().groups(.mirror) == [])
    }

    @Test func aMirrorPairAddsPointsAndMoreWithCredit() {
        var story = story(42)
        oppose(&story, trades: 30, lag: 0.1...2.5)
        var engine = story.engine()
        let alerts = engine.settle(at: Bench.time(20 * LinkStory.day)).alerts.filter { $0.rule == "LK2" }
        #expect(alerts.map(\.account) == [AccountID(101)] && alerts.map(\.severity) == [.warning])
        let points = engine.score(of: AccountID(102))?.reasons.first { $0.code == "mirror_pair" }?.points ?? 0
        #expect(points > 20)
        var credit = Deal(ticket: 900_000, login: 1101, action: .credit, time: Bench.time(13 * LinkStory.day))
        credit.profit = Money(500)
        engine.apply(credit, id: DealID(900_000), account: AccountID(101))
        engine.refreshLinks()
        let worse = engine.settle(at: Bench.time(21 * LinkStory.day)).alerts.filter { $0.rule == "LK2" }
        #expect(worse.map(\.severity) == [.critical])
        #expect((engine.score(of: AccountID(102))?.reasons.first { $0.code == "mirror_pair" }?.points ?? 0) > points)
    }
}
