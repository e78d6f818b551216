import Brokerage
import Testing

@testable import Risk

struct ReplayTests {
    /// Everything that can be asked of an account.
    private struct Reading: Equatable {
        var figures: AccountFigures?
        var score: RiskScore?
        var opens: [MarkoutPoint]
        var closes: [MarkoutPoint]
        var positions: [PositionFigures]

        init(_ bench: Bench, _ account: AccountID) {
            let engine = bench.engine
            figures = engine.figures(of: account)
            score = engine.score(of: account)
            opens = bench.curve(account)
            closes = bench.curve(account, .close)
            positions = engine.positions(of: account)
        }
    }

    @Test(arguments: 1...16)
    func aRebuildFromDealsAndFactsEqualsTheLifeItself(_ seed: UInt64) {
        var story = RandomStory(seed: seed, accounts: 3)
        story.run(steps: 1500)
        let live = story.accounts.map { Reading(story.bench, $0) }
        let exposure = ExposureGrouping.allCases.map { story.bench.engine.exposure(by: $0) }
        #expect(live.contains { !$0.opens.isEmpty })
        for account in story.accounts { story.bench.rebuild(account) }
        story.bench.settle()
        for (before, account) in zip(live, story.accounts) { #expect(before == Reading(story.bench, account)) }
        #expect(exposure == ExposureGrouping.allCases.map { story.bench.engine.exposure(by: $0) })
    }

    @Test(arguments: 1...10)
    func lifeAfterARebuildGoesOnAsIfNothingHappened(_ seed: UInt64) {
        var calm = RandomStory(seed: seed, accounts: 2)
        var disturbed = RandomStory(seed: seed, accounts: 2)
        for _ in 0..<6 {
            calm.run(steps: 200)
            disturbed.run(steps: 200)
            for account in disturbed.accounts { disturbed.bench.rebuild(account) }
        }
        calm.bench.settle(1e6)
        disturbed.bench.settle(1e6)
        for account in calm.accounts {
            #expect(Reading(calm.bench, account) == Reading(disturbed.bench, account))
        }
        #expect(Set(calm.bench.facts.map(\.key)) == Set(disturbed.bench.facts.map(\.key)))
    }

    @Test(arguments: 1...10)
    func aNewProcessArrivesAtTheSameFigures(_ seed: UInt64) {
        var story = RandomStory(seed: seed, accounts: 3)
        story.run(steps: 1000)
        story.bench.engine.refreshPopulation()
        let states = story.bench.settle(99_999).ruleStates
        var restarted = RiskEngine()
        restarted.restore(population: story.bench.engine.population, ruleStates: states)
        for (account, currency) in zip(story.accounts, ["EUR", "JPY", "USD"]) {
            var stated = Account(login: 1000 + account.rawValue)
            (stated.currency, stated.leverage, stated.group) = (currency, 100, "real\\usd")
            restarted.update(stated, id: account, on: story.bench.connection, scored: true)
            restarted.rebuild(account, deals: story.bench.deals[account] ?? [], markouts: story.bench.facts)
        }
        _ = restarted.settle(at: Bench.time(99_999))
        for account in story.accounts {
            // Without quotes yet, only what quotes price is missing.
            #expect(restarted.score(of: account)?.brief == story.bench.engine.score(of: account)?.brief)
            let deals = story.bench.deals[account] ?? []
            let curve = restarted.markoutCurve(account: account, deals: deals, facts: story.bench.facts, side: .open)
            #expect(curve.map(\.meanBps) == story.bench.curve(account).map(\.meanBps))
            #expect(restarted.figures(of: account)?.balance == story.bench.engine.figures(of: account)?.balance)
            #expect(restarted.figures(of: account)?.statistics == story.bench.engine.figures(of: account)?.statistics)
        }
    }

    @Test func aLateDealAsksForARebuild() {
        var bench = Bench()
        let account = bench.account(1)
        bench.trade(account, .buy, "1", "EURUSD", "1.1", seconds: 10)
        var deal = Deal(ticket: 99, login: 1001, action: .buy, time: Bench.time(9))
        #expect(bench.engine.isLate(deal, account: account))
        deal.time = Bench.time(10)
        #expect(!bench.engine.isLate(deal, account: account))
        deal.ticket = 0
        #expect(bench.engine.isLate(deal, account: account))
        #expect(!bench.engine.isLate(deal, account: AccountID(404)))
    }

    @Test func deletedDealsLeaveNothingBehind() {
        var bench = Bench()
        let account = bench.account(1)
        bench.quote("EURUSD", "1.1", "1.1")
        bench.trade(account, .buy, "7", "EURUSD", "1.1")
        bench.engine.rebuild(account, deals: [], markouts: [])
        #expect(bench.engine.exposure(by: .symbol).isEmpty)
        #expect(bench.engine.figures(of: account)?.deals == 0)
        // Deals that waited for ticks before the rebuild are void.
        bench.quote("EURUSD", "1.2", "1.2", at: 10)
        #expect(bench.settle().markouts.allSatisfy { $0.kind == MarkoutFact.midAtDeal })
        #expect(bench.engine.accounts[0].history.opens[3] == nil)
    }
}

extension MarkoutFact {
    /// For comparing sets of facts.
    var key: String { "\(deal.rawValue)/\(kind)/\(value.units)" }
}
