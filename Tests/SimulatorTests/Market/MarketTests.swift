import Brokerage
import Testing

@testable import Simulator

@Suite struct MarketTests {
    let start = SharedWorld.start.milliseconds

    @Test func crossesFollowFromTheirMajors() {
        let market = SharedWorld.server().market
        for minute in 0..<500 {
            let instant = start - 86_400_000 + Int64(minute) * 61_003
            let euro = market.trueMiddle(SharedWorld.symbol("EURUSD"), at: instant)
            let pound = market.trueMiddle(SharedWorld.symbol("GBPUSD"), at: instant)
            let yen = market.trueMiddle(SharedWorld.symbol("USDJPY"), at: instant)
            #expect(abs(market.trueMiddle(SharedWorld.symbol("EURGBP"), at: instant) - euro / pound) < 1e-9)
            #expect(abs(market.trueMiddle(SharedWorld.symbol("GBPJPY"), at: instant) - pound * yen) < 1e-6)
            #expect(abs(market.trueMiddle(SharedWorld.symbol("EURJPY"), at: instant) - euro * yen) < 1e-6)
        }
    }

    @Test func pricesAreContinuousFromStretchToStretch() {
        let path = SharedWorld.server().market.path
        for node in 1..<2000 {
            let border = path.origin + Int64(node) * PricePath.nodeMilliseconds
            guard path.jumpCount(0, through: border) == path.jumpCount(0, through: border - 1) else { continue }
            #expect(abs(path.logPrice(0, at: border) - path.logPrice(0, at: border - 1)) < 1e-4)
        }
    }

    @Test func theQuoteAtAnInstantIsTheLastTickOfHistory() {
        var market = SharedWorld.server().market
        for symbol in market.instruments.indices {
            let ticks = market.ticks(symbol, from: start - 60_000, through: start, limit: 10_000)
            let quote = market.quote(symbol, at: start)
            #expect(ticks.last?.bid == quote.bid && ticks.last?.ask == quote.ask)
        }
    }

    @Test func ticksAreInOrderAndNeverCrossed() {
        var market = SharedWorld.server().market
        let ticks = market.ticks(SharedWorld.symbol("EURUSD"), from: start - 3_600_000, through: start, limit: 100_000)
        #expect(ticks.count > 2000)
        #expect(zip(ticks, ticks.dropFirst()).allSatisfy { $0.time < $1.time })
        #expect(ticks.allSatisfy { $0.ask > $0.bid })
    }

    @Test func theFeedRunsAboutATenthOfASecondBehind() {
        let delay = FeedDelay(seed: 5)
        let delays = (0..<2000).map { delay.delay(at: start + Int64($0) * 977) }.sorted()
        #expect((100...140).contains(delays[1000]))
        #expect(delays.allSatisfy { (1...900).contains($0) })
    }

    @Test func theFeedNeverRunsBackwards() {
        let delay = FeedDelay(seed: 5)
        let shown = (0..<20_000).map { start + Int64($0) * 13 - delay.delay(at: start + Int64($0) * 13) }
        #expect(zip(shown, shown.dropFirst()).allSatisfy { $0 <= $1 })
    }

    @Test func theMarketRestsAtTheWeekendButBitcoinDoesNot() throws {
        let saturday = try #require(CivilTime(year: 2025, month: 3, day: 15, hour: 12)).asUTC.milliseconds
        var market = Market(seed: 1, origin: saturday - 3 * 86_400_000, clock: SharedWorld.clock, weekendOpen: false)
        market.extend(to: saturday + 3 * 86_400_000)
        let (euro, bitcoin) = (SharedWorld.symbol("EURUSD"), SharedWorld.symbol("BTCUSD"))
        let euroIsOpen = market.isOpen(euro, at: saturday)
        let bitcoinIsOpen = market.isOpen(bitcoin, at: saturday)
        #expect(!euroIsOpen && bitcoinIsOpen)
        let euroThen = market.quote(euro, at: saturday)
        let euroLater = market.quote(euro, at: saturday + 3_600_000)
        #expect(euroThen == euroLater)
        let bitcoinThen = market.quote(bitcoin, at: saturday)
        let bitcoinLater = market.quote(bitcoin, at: saturday + 3_600_000)
        #expect(bitcoinThen != bitcoinLater)
        // Monday 00:00 of "New York + 7 h" is Sunday 21:00 UTC in summer time.
        let monday = market.nextOpen(euro, from: saturday)
        #expect(monday == saturday + 33 * 3_600_000)
        let ticks = market.ticks(euro, from: saturday, through: saturday + 3_600_000, limit: 10)
        #expect(ticks.isEmpty)
    }

    @Test func aWeekOfDaysMovesAsMuchAsItsSigmaSays() {
        let origin = start - 60 * 86_400_000
        var path = PricePath(seed: 9, origin: origin, clock: WallClock(SharedWorld.clock), weekendOpen: true)
        path.extend(to: start)
        for (index, factor) in InstrumentCatalogue.factors.enumerated() {
            let days = (0..<59).map { day in
                path.logPrice(index, at: origin + Int64(day + 1) * 86_400_000) - path.logPrice(index, at: origin + Int64(day) * 86_400_000)
            }
            let sigma = (days.reduce(0) { $0 + $1 * $1 } / Double(days.count)).squareRoot()
            #expect((0.6...1.8).contains(sigma / factor.dailySigma))
        }
    }

    @Test func releasesMoveTheirCurrency() {
        let path = SharedWorld.server().market.path
        #expect(path.news.count >= 8)
        let news = path.jumps[0].filter(\.isNews)
        let pip = InstrumentCatalogue.factors[0].pipShare
        #expect(!news.isEmpty)
        #expect(news.allSatisfy { (9.9 * pip...40.1 * pip).contains(abs($0.size)) })
    }

    @Test func aLevelIsReachedWhenTheQuoteSaysSoAndNotLongBefore() throws {
        var market = SharedWorld.server().market
        let symbol = SharedWorld.symbol("EURUSD")
        let quote = market.quote(symbol, at: start - 86_400_000)
        let barriers = PriceBarriers(below: quote.bid - Price(units: 80_000), above: quote.bid + Price(units: 80_000), watchesAsk: false)
        let found = market.firstReach(symbol, barriers, from: start - 86_400_000, through: start)
        let hit = try #require(found)
        let reached = market.quote(symbol, at: hit)
        #expect(barriers.isReached(by: reached))
        let earlier = market.ticks(symbol, from: start - 86_400_000, through: hit - 10_000, limit: 1_000_000)
        #expect(earlier.count { barriers.isReached(by: $0) } <= earlier.count / 200)
    }

    @Test func amountsConvertThroughTheDollar() {
        var market = SharedWorld.server().market
        let same = market.rate(from: "USD", to: "USD", at: start)
        #expect(same == 100_000_000)
        let euro = market.rate(from: "EUR", to: "USD", at: start)
        let back = market.rate(from: "USD", to: "EUR", at: start)
        #expect(abs(Exact.multiply(euro, back) - 100_000_000) <= 2)
        let yen = market.rate(from: "EUR", to: "JPY", at: start)
        #expect((100...220).contains(yen / 100_000_000))
    }
}
