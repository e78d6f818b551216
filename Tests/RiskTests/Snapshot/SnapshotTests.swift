import Brokerage
import Testing

@testable import Risk

/// Accounts as they come back from snapshots, beside accounts as they come back from all their deals.
struct SnapshotTests {
    /// A random life with a snapshot of every account in the middle of it.
    private struct Life {
        var story: RandomStory
        let names: [UInt8]
        let snapshots: [[UInt8]?]
        let watermarks: [DealID?]

        init(seed: UInt64, before: Int = 700, after: Int = 500) {
            story = RandomStory(seed: seed, accounts: 3)
            story.run(steps: before)
            names = story.bench.engine.names()
            snapshots = story.bench.engine.snapshots(of: story.accounts)
            watermarks = story.accounts.map(story.bench.engine.newestDeal)
            story.run(steps: after)
        }

        var end: Timestamp { story.bench.deals.values.joined().map(\.deal.time).max() ?? Bench.start }

        /// A new process, before it takes up the deals.
        func started(_ names: [UInt8]) throws -> RiskEngine {
            var engine = RiskEngine()
            let isNumbered = engine.restore(names: names, symbols: [])
            #expect(isNumbered)
            quote(&engine, at: end)
            for (account, currency) in zip(story.accounts, ["EUR", "JPY", "USD"]) {
                var stated = Account(login: 1000 + account.rawValue)
                (stated.currency, stated.leverage, stated.group) = (currency, 100, "real\\usd")
                engine.update(stated, id: account, on: story.bench.connection, scored: true)
            }
            return engine
        }

        func quote(_ engine: inout RiskEngine, at time: Timestamp) {
            for (symbol, mid) in [("EURUSD", "1.1"), ("GBPUSD", "1.3"), ("USDJPY", "150"), ("EURGBP", "0.85"), ("GBPJPY", "195")] {
                let price = story.bench.price(mid)
                engine.apply(Tick(symbol: symbol, bid: price, ask: price + Price(units: 1000), time: time), on: story.bench.connection)
            }
        }

        func replayed() throws -> RiskEngine {
            var engine = try started(names)
            for account in story.accounts {
                engine.rebuild(account, deals: story.bench.deals[account] ?? [], markouts: story.bench.facts, isLoaded: true)
            }
            return engine
        }

        func restored() throws -> RiskEngine {
            var engine = try started(names)
            for ((account, snapshot), watermark) in zip(zip(story.accounts, snapshots), watermarks) {
                let bytes = try #require(snapshot)
                let later = (story.bench.deals[account] ?? []).filter { $0.id > watermark ?? DealID(0) }
                let ids = Set(later.map(\.id) + RiskEngine.waitingDeals(in: bytes))
                let facts = story.bench.facts.filter { ids.contains($0.deal) }
                let isRestored = engine.restore(account, snapshot: bytes, deals: later, markouts: facts)
                #expect(isRestored)
            }
            return engine
        }
    }


    @Test(arguments: 1...16)
    func aSnapshotAndTheDealsSinceGiveWhatAllDealsGive(_ seed: UInt64) throws {
        let life = Life(seed: seed)
        var (replayed, restored) = (try life.replayed(), try life.restored())
        let (first, second) = (replayed.settle(at: life.end), restored.settle(at: life.end))
        #expect(Set(first.scores.map(\.account)) == Set(second.scores.map(\.account)))
        for account in life.story.accounts {
            #expect(replayed.figures(of: account) == restored.figures(of: account))
            #expect(replayed.score(of: account) == restored.score(of: account))
            #expect(replayed.positions(of: account) == restored.positions(of: account))
            #expect(replayed.accounts[replayed.numbers[account] ?? 0].brief == restored.accounts[restored.numbers[account] ?? 0].brief)
        }
        for grouping in ExposureGrouping.allCases { #expect(replayed.exposure(by: grouping) == restored.exposure(by: grouping)) }
    }

    /// Also what still waited for quotes when the snapshot was taken, and when the process ended, waits again.
    @Test(arguments: 1...16)
    func bothLearnTheSameFromTheQuotesThatFollow(_ seed: UInt64) throws {
        let life = Life(seed: seed)
        var (replayed, restored) = (try life.replayed(), try life.restored())
        var facts: [[MarkoutFact]] = [[], []]
        for seconds in [0.05, 0.4, 3, 8, 20, 70, 400, 1000, 4000, 15_000] {
            let time = life.end + .milliseconds(Int(seconds * 1000))
            life.quote(&replayed, at: time)
            life.quote(&restored, at: time)
            facts[0] += replayed.settle(at: time).markouts
            facts[1] += restored.settle(at: time).markouts
        }
        #expect(!facts[0].isEmpty)
        #expect(Set(facts[0].map(\.key)) == Set(facts[1].map(\.key)))
        for account in life.story.accounts { #expect(replayed.score(of: account) == restored.score(of: account)) }
    }

    @Test func aNewFieldOfAnAccountsHistoryMustBeInTheList() throws {
        var (coder, history) = (SnapshotCoder.describing(), ClientHistory())
        try history.code(&coder)
        // All but the mark that the score is due, and the numbers of instruments, which the symbols give.
        #expect(coder.fields == Mirror(reflecting: history).children.count - 2)
    }

    @Test func bytesThatAreNoSnapshotChangeNothing() throws {
        let life = Life(seed: 5, before: 300, after: 0)
        let bytes = try #require(life.snapshots[0])
        var engine = try life.started(life.names)
        let before = engine.figures(of: life.story.accounts[0])
        for damaged in [[], Array(bytes.dropLast()), bytes + [0], Array(bytes.prefix(100)), [UInt8](repeating: 255, count: 5000)] {
            let isTaken = engine.restore(life.story.accounts[0], snapshot: damaged, deals: [], markouts: [])
            #expect(!isTaken)
        }
        let isStranger = engine.restore(AccountID(404), snapshot: bytes, deals: [], markouts: [])
        #expect(!isStranger)
        #expect(engine.figures(of: life.story.accounts[0]) == before)
    }

    @Test func aDealBeforeTheEndOfTheSnapshotAsksForAllDeals() throws {
        let life = Life(seed: 6, before: 300, after: 0)
        var engine = try life.started(life.names)
        let early = Deal(ticket: 1, login: 1001, action: .buy, time: Bench.start)
        let snapshot = try #require(life.snapshots[0])
        let isTaken = engine.restore(life.story.accounts[0], snapshot: snapshot, deals: [(DealID(9999), early)], markouts: [])
        #expect(!isTaken)
    }

    @Test func namesOfAnotherMarketAreRefused() throws {
        let life = Life(seed: 7, before: 100, after: 0)
        var engine = RiskEngine()
        for damaged in [Array(life.names.dropLast(3)), life.names + [1]] {
            let isTaken = engine.restore(names: damaged, symbols: [])
            #expect(!isTaken)
        }
        // A symbol that is described as something else now no longer has the underlying it had.
        var symbol = Symbol.guess("EURUSD")
        (symbol.base, symbol.profitCurrency) = ("XAU", "CHF")
        let isOther = engine.restore(names: life.names, symbols: [(symbol, life.story.bench.connection)])
        #expect(!isOther)
        let (first, second) = (engine.restore(names: life.names, symbols: []), engine.restore(names: life.names, symbols: []))
        #expect(first && !second, "only an empty engine can be numbered")
    }

    /// Where there are no quotes, deals make the day's price, and after a restart the newest of them are not read again.
    @Test func theUnfinishedDayOfASymbolWithoutQuotesIsKept() throws {
        var bench = Bench()
        let account = bench.account(1)
        bench.trade(account, .buy, "1", "EURUSD", "1.1", seconds: 10)
        bench.settle(10)
        let (names, market) = (bench.engine.names(), bench.engine.marketSnapshot())
        var restarted = RiskEngine()
        let isNumbered = restarted.restore(names: names, symbols: [])
        let isRestored = restarted.restore(market: market)
        #expect(isNumbered && isRestored)
        restarted.update(Account(login: 1001), id: account, on: bench.connection, scored: true)
        var next = Deal(ticket: 77, login: 1001, action: .buy, time: Bench.time(86_400))
        (next.symbol, next.volume, next.price, next.position) = ("EURUSD", Lots(1), bench.price("1.2"), 77)
        restarted.apply(next, id: DealID(2), account: account)
        let closes = restarted.settle(at: Bench.time(86_400)).dailyCloses
        #expect(closes.map(\.price) == [bench.price("1.1")])
        let isStranger = restarted.restore(market: [1, 2, 3])
        #expect(!isStranger)
    }
}
