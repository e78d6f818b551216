import Brokerage
import Testing

@testable import Risk

struct FeedIncidentTests {
    /// Two feeds in step, half a second apart, that rest at 1.08705 with a spread of 0.6 pips.
    private struct Story {
        var bench = Bench()
        var clock = 0.0

        mutating func tick(_ bid: Double, _ ask: Double, _ feed: String? = nil, at seconds: Double) {
            bench.engine.apply(
                Tick(
                    symbol: "EURUSD", bid: Price(rounding: bid) ?? .zero, ask: Price(rounding: ask) ?? .zero, time: Bench.time(seconds), feed: feed),
                on: bench.connection)
        }

        /// Seconds of calm.
        mutating func rest(_ seconds: Double, own: Bool = true, reference: Bool = true, at mid: Double = 1.08705) {
            let end = clock + seconds
            while clock < end {
                clock += 0.4
                // A tenth of a pip to and fro.
                let wave = Int(clock / 0.4) % 2 == 0 ? 0.000005 : -0.000005
                if reference { tick(mid + wave - 0.00003, mid + wave + 0.00003, "lp", at: clock) }
                if own { tick(mid + wave - 0.00003, mid + wave + 0.00003, at: clock + 0.1) }
            }
        }
    }

    @Test func aFeedThatStandsStillWhileTheReferenceMovesIsFrozen() throws {
        var story = Story()
        let account = story.bench.account(1)
        story.rest(60)
        let start = story.clock
        story.rest(3.2, own: false)
        story.rest(1.2, own: false, at: 1.08705 + 0.00026)
        #expect(story.bench.engine.feedIncidents().isEmpty, "under five seconds")
        story.rest(2, own: false, at: 1.08705 + 0.00026)
        story.bench.trade(account, .buy, "1", "EURUSD", "1.08708", seconds: story.clock)
        let changes = story.bench.settle(story.clock)
        #expect(changes.incidents.count == 1 && changes.incidents.first?.endedAt == nil)
        #expect(changes.alerts.contains { $0.rule == "FD1" && $0.severity == .critical })
        story.rest(70, at: 1.08705 + 0.00026)
        let incident = try #require(story.bench.engine.feedIncidents().first)
        #expect(incident.kind == .frozen && incident.symbol == "EURUSD")
        #expect(abs(incident.startedAt.seconds(since: Bench.time(start))) < 0.5)
        #expect(abs((incident.endedAt?.seconds(since: incident.startedAt) ?? 0) - 6.9) < 0.6)
        #expect(abs(incident.size - 2.6) < 0.2)
        #expect(incident.deals == 1 && incident.newestDeals == [DealID(1)])
        #expect(abs(incident.houseLossUSD - 23) < 2, "2.3 pips ahead of the truth")
        let flow = story.bench.engine.accounts[0].history.flow
        #expect(flow.netted == 1 && flow.latency.n == 0, "what a fault of the house gives is no accusation")
        var restarted = RiskEngine()
        restarted.restore(incidents: [incident])
        #expect(restarted.feedIncidents() == [incident])
        #expect(restarted.settle(at: Bench.start).incidents.isEmpty)
    }

    @Test func aLateFeedIsAnIncidentThatExcusesNobody() throws {
        var story = Story()
        var dice = Dice(seed: 4)
        var queue: [(time: Double, mid: Double)] = []
        var mid = 1.08705
        while story.clock < 200 {
            story.clock += 0.1 + Double(dice.below(200)) / 1000
            mid += Double(dice.below(21) - 10) * 0.000004
            queue.append((story.clock, mid))
            while let first = queue.first, first.time + 0.6 <= story.clock {
                story.tick(first.mid - 0.00003, first.mid + 0.00003, at: first.time + 0.6)
                queue.removeFirst()
            }
            story.tick(mid - 0.00001, mid + 0.00001, "lp", at: story.clock)
        }
        let changes = story.bench.settle(story.clock)
        let incident = try #require(story.bench.engine.feedIncidents().first { $0.kind == .lag })
        #expect(abs(incident.size - 600) < 100)
        #expect(changes.alerts.contains { $0.rule == "FD2" })
        #expect(FeedNetting(.lag) == nil)
    }

    @Test func aCrossedQuoteIsAnIncidentUntilTheNextGoodOne() throws {
        var story = Story()
        story.rest(30)
        story.tick(1.0872, 1.0870, at: story.clock + 0.2)
        #expect(story.bench.settle(story.clock).alerts.contains { $0.rule == "FD3" })
        story.rest(2)
        let incident = try #require(story.bench.engine.feedIncidents().first)
        #expect(incident.kind == .crossed && incident.endedAt != nil && abs(incident.size - 20) < 0.1)
    }

    @Test func aQuoteThatLeavesTheOthersAndComesBackIsASpike() throws {
        var story = Story()
        story.rest(60)
        story.tick(1.08705 + 0.00050, 1.08705 + 0.00056, at: story.clock + 0.2)
        story.rest(5)
        let incident = try #require(story.bench.engine.feedIncidents().first)
        #expect(incident.kind == .spike && incident.endedAt != nil && incident.size > 4)
    }

    @Test func aTrueMoveIsNoSpike() {
        var story = Story()
        story.rest(60)
        story.rest(60, at: 1.08705 + 0.00060)
        story.rest(60, at: 1.08705)
        #expect(story.bench.engine.feedIncidents().isEmpty)
    }

    // MARK: Off-market fills (risk-domain 6.3)

    @Test func theReferencesExampleIsAnOffMarketFill() {
        #expect(abs(OffMarketCheck.limit(medianSpread: 0.6, deviation: 0.3) - 3) < 1e-9)
        #expect(OffMarketCheck.hasReturned(price: 1.08745, truth: 1.08705, now: 1.08708))
        #expect(!OffMarketCheck.hasReturned(price: 1.08745, truth: 1.08705, now: 1.08720))
    }

    @Test func aFillFarFromACalmMarketThatComesBackIsTold() throws {
        var story = Story()
        let account = story.bench.account(1)
        story.rest(90)
        story.bench.trade(account, .sell, "2", "EURUSD", "1.08745", seconds: story.clock + 0.2)
        story.rest(65, at: 1.08708)
        let changes = story.bench.settle(story.clock)
        #expect(!changes.alerts.contains { $0.rule == "TX4" }, "86 USD are under the limit of 200")
        let reason = try #require(story.bench.engine.score(of: account)?.reasons.first { $0.code == "off_market" })
        #expect(abs((reason.usd ?? 0) - 86) < 2 && reason.n == 1)
        #expect(reason.deals == [DealID(1)])
        let before = story.bench.engine.score(of: account)
        story.bench.rebuild(account)
        story.bench.settle(story.clock)
        #expect(story.bench.engine.score(of: account) == before)
    }

    @Test func aLargeOffMarketGainIsCritical() {
        var story = Story()
        let account = story.bench.account(1)
        story.rest(90)
        story.bench.trade(account, .sell, "10", "EURUSD", "1.08745", seconds: story.clock + 0.2)
        story.rest(65, at: 1.08708)
        #expect(story.bench.settle(story.clock).alerts.contains { $0.rule == "TX4" && $0.severity == .critical })
    }

    @Test(arguments: [("USD", 240.0, 0), ("EUR", -240, 0), ("USD", 400, 1), ("JPY", 0, 1)])
    func nearAReleaseOfItsCurrenciesNoDistanceIsRemarkable(_ currency: String, _ away: Double, _ found: Int) {
        var story = Story()
        let account = story.bench.account(1)
        story.bench.engine.apply(CalendarEvent(time: Bench.time(90.2 + away), currency: currency, impact: "high", title: "Rates"))
        story.rest(90)
        story.bench.trade(account, .sell, "2", "EURUSD", "1.08745", seconds: story.clock + 0.2)
        story.rest(65, at: 1.08708)
        story.bench.settle(story.clock)
        #expect(Int(story.bench.engine.accounts[0].history.flow.offMarket) == found)
    }

    @Test func aGapThatStaysOrAFillAgainstTheClientIsNone() {
        var story = Story()
        let (account, other) = (story.bench.account(1), story.bench.account(2))
        story.rest(90)
        story.bench.trade(account, .sell, "2", "EURUSD", "1.08745", seconds: story.clock + 0.2)
        story.bench.trade(other, .buy, "2", "EURUSD", "1.08745", seconds: story.clock + 0.2)
        story.rest(65, at: 1.08748)
        story.bench.settle(story.clock)
        for index in 0..<2 { #expect(story.bench.engine.accounts[index].history.flow.offMarket == 0) }
    }
}
