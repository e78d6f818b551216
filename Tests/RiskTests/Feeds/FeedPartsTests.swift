import Brokerage
import Testing

@testable import Risk

struct FeedPartsTests {
    // MARK: Labels

    private func watch(buying isLong: Bool, bid: String, ask: String) -> FillWatch {
        let quote = Quote(bid: Price(bid)?.units ?? 0, ask: Price(ask)?.units ?? 0, time: 0)
        return FillWatch(time: 0, price: isLong ? quote.ask : quote.bid, isLong: isLong, mid: quote.mid, spread: quote.ask - quote.bid)
    }

    private func quote(_ bid: String, _ ask: String, at seconds: Double) -> Quote {
        Quote(bid: Price(bid)?.units ?? 0, ask: Price(ask)?.units ?? 0, time: Int64(seconds * 1e6))
    }

    @Test(arguments: [("1.08712", true), ("1.08710", false), ("1.08709", false)])
    func aBuyIsToxicWhenTheBidPassesItsAskWithinTheHorizon(_ bid: String, _ isToxic: Bool) {
        var watch = watch(buying: true, bid: "1.08700", ask: "1.08710")
        watch.beat(by: quote(bid, "1.08720", at: 9))
        #expect(watch.isToxic(within: 10_000_000) == isToxic)
        #expect(!watch.isToxic(within: 8_000_000))
    }

    @Test func aSaleIsToxicWhenTheAskFallsUnderItsBid() {
        var watch = watch(buying: false, bid: "1.08700", ask: "1.08710")
        watch.beat(by: quote("1.08680", "1.08690", at: 0.4))
        #expect(watch.own == 400_000 && watch.opposite == FillWatch.never)
    }

    @Test func theOppositeTradeOfTheMomentIsItsControl() {
        var watch = watch(buying: true, bid: "1.08700", ask: "1.08710")
        watch.beat(by: quote("1.08680", "1.08690", at: 2))
        watch.beat(by: quote("1.08715", "1.08725", at: 30))
        #expect(watch.opposite == 2_000_000 && watch.own == 30_000_000)
        watch.beat(by: quote("1.08800", "1.08810", at: 61))
        #expect(watch.own == 30_000_000)
    }

    @Test(arguments: 1...10)
    func theListFindsWhatLookingAtEachTradeWouldFind(_ seed: UInt64) {
        var dice = Dice(seed: seed)
        var list = WatchList()
        var plain: [Int64: FillWatch] = [:]
        var (mid, clock, found) = (Int64(100_000), Int64(0), [Int64: FillWatch]())
        var due: [WatchList.Due] = []
        for step in 0..<4000 {
            clock += Int64(dice.below(300_000))
            mid += Int64(dice.below(21) - 10)
            let quote = Quote(bid: mid - 4, ask: mid + 4, time: clock)
            due.removeAll()
            list.collect(before: clock, into: &due)
            for reached in due where reached.stage == WatchList.verdict {
                let watch = list.entries[reached.place]
                found[watch.deal] = watch
            }
            list.release()
            list.touch(quote)
            for deal in plain.keys { plain[deal]?.beat(by: quote) }
            guard dice.chance(30) else { continue }
            var watch = FillWatch(time: clock, price: dice.chance(50) ? quote.ask : quote.bid, isLong: dice.chance(50), mid: mid, spread: 8)
            watch.deal = Int64(step)
            plain[watch.deal] = watch
            list.insert(watch, newest: clock)
        }
        #expect(found.count > 800)
        for (deal, watch) in found {
            #expect(watch.own == plain[deal]?.own && watch.opposite == plain[deal]?.opposite)
        }
        #expect(list.count < 600, "what is through is let go")
        #expect(list.entries.count < 800, "and its place is used again")
    }

    @Test func placebosGiveTheBaseRateOfSymbolAndHour() {
        var rates = PlaceboRates()
        #expect(abs(rates.rate(PlaceboRates.toxicity, hour: 3) - 0.38) < 1e-6, "nothing is known yet")
        for index in 0..<20_000 {
            var watch = FillWatch(time: Int64(index) * 10_000_000, price: 10, isLong: true, mid: 9, spread: 2)
            // At noon half of them are beaten, else a tenth.
            let share = watch.hour == 12 ? 2 : 10
            if index % share == 0 { (watch.upAfter, watch.downAfter) = (5_000_000, 400_000) }
            rates.learn(watch)
        }
        #expect(abs(rates.rate(PlaceboRates.toxicity, hour: 12) - 0.5) < 0.1)
        #expect(abs(rates.rate(PlaceboRates.toxicity, hour: 3) - 0.1) < 0.05)
        #expect(rates.rate(PlaceboRates.selfLead, hour: 3) < 0.1)
    }

    // MARK: Tails

    @Test func theBinomialTailIsExactFarOut() {
        #expect(abs(Binomial.logTail(84, of: 120, chance: 0.06) + 72.9) < 0.05)
        let z = (84 - 120 * 0.06) / (120 * 0.06 * 0.94).squareRoot()
        #expect(abs(z - 29.5) < 0.05)
        // News: 12 of 30 at 2 % is 2.5e-13, and 3 of 30 is 0.022.
        #expect(abs(Binomial.logTail(12, of: 30, chance: 0.02) + 12.6) < 0.01)
        #expect(abs(Binomial.logTail(3, of: 30, chance: 0.02) - (-1.66)) < 0.01)
        // Slippage: 420 of 865 is as good as even.
        #expect(abs(Binomial.logTail(445, of: 865, chance: 0.5) - (-0.69)) < 0.02)
        #expect(Binomial.logTail(0, of: 10, chance: 0.5) == 0)
        #expect(Binomial.logTail(3, of: 2, chance: 0.5) == -.infinity)
        #expect(Binomial.logTail(3, of: 1_000_000, chance: 0.5) > -1e-9)
    }

    @Test func pairsSurviveTheFile() {
        for pair in [FactPair(0, 0), FactPair(-300_000, 100_000_000), FactPair(.min, .max), FactPair(5, -1)] {
            #expect(FactPair(pair.value) == pair)
        }
    }

    // MARK: Feeds

    @Test(arguments: [0, 120_000, 300_000, 900_000, -400_000])
    func crossCorrelationTellsTheLag(_ lag: Int64) throws {
        var dice = Dice(seed: UInt64(bitPattern: lag) &+ 9)
        var (own, reference) = (QuoteWindow(), QuoteWindow())
        var quotes: [(time: Int64, mid: Int64)] = []
        var (time, mid) = (Int64(0), Int64(100_000_000))
        while time < 66_000_000 {
            time += Int64(50_000 + dice.below(400_000))
            mid += Int64(dice.below(2001) - 1000)
            quotes.append((time, mid))
        }
        for quote in quotes {
            reference.append(Quote(bid: quote.mid, ask: quote.mid, time: quote.time))
            own.append(Quote(bid: quote.mid - 40, ask: quote.mid + 40, time: quote.time + lag))
        }
        let found = try #require(FeedLag.measure(own: own, reference: reference, upTo: 63_000_000))
        #expect(abs(found - lag) < 60_000)
    }

    @Test func unrelatedFeedsHaveNoLag() {
        var dice = Dice(seed: 3)
        let returns = (0..<600).map { _ in Float(dice.below(2001) - 1000) }
        let others = (0..<600).map { _ in Float(dice.below(2001) - 1000) }
        #expect(FeedLag.lag(of: returns, behind: others) == nil)
        #expect(FeedLag.lag(of: returns, behind: returns) == 0)
        #expect(FeedLag.lag(of: [], behind: returns) == nil)
    }

    @Test func eightLagsAtOnceAddUpToTheSameBitsAsOneByOne() {
        var numbers = SeededNumbers(seed: 41)
        for length in [FeedLag.samples, 201, 83] {
            let own = (0..<length).map { _ in numbers.below(3) == 0 ? numbers.symmetric() * 1000 : 0 }
            let reference = (0..<length).map { _ in numbers.symmetric() * 1000 }
            let sums = FeedLag.products(own[...], reference[...])
            for lag in -FeedLag.reach...FeedLag.reach {
                var sum: Float = 0
                for index in max(0, lag)..<min(length, length + lag) { sum += own[index] * reference[index - lag] }
                #expect(sums[lag + FeedLag.reach] == Double(sum))
            }
        }
    }

    @Test func aFillNearTheWholeMinuteIsLetPassAsItsMiddleWouldHaveIt() {
        var numbers = SeededNumbers(seed: 42)
        var gaps = 0
        for _ in 0..<400 {
            var (window, mid) = (QuoteWindow(), Int64(108_000_000))
            for second in 0..<Int64(15 + numbers.below(60)) {
                mid += Int64(numbers.below(2001)) - 1000
                window.append(Quote(bid: mid - 500, ask: mid + 500, time: second * 1_000_000))
            }
            let time = (window.newest?.time ?? 0) + 500_000
            let (price, isLong) = (mid + Int64(numbers.below(60_001)) - 30_000, numbers.below(2) == 0)
            let truth = OffMarketCheck.ownTruth(window, at: time, medianSpread: 1000)
            let expected = truth.map {
                OffMarketCheck.gap(price: price, isLong: isLong, time: time, truth: $0, medianSpread: 1000, window: window)
            }
            let found = OffMarketCheck.gap(price: price, isLong: isLong, time: time, own: window, medianSpread: 1000)
            #expect(found == expected ?? 0)
            gaps += found > 0 ? 1 : 0
        }
        #expect(gaps > 20)
    }

    @Test func aJumpIsAPipWithinThreeTenthsOfASecond() {
        var track = ReferenceTrack()
        func take(_ seconds: Double, _ mid: Int64) {
            _ = track.advance(Quote(bid: mid, ask: mid, time: Int64(seconds * 1e6)), feed: "lp", pip: 10_000)
        }
        take(0, 108_700_000)
        take(1, 108_705_000)
        #expect(track.newestJump == nil, "half a pip")
        take(1.2, 108_716_000)
        #expect(track.newestJump?.isUp == true && track.newestJump?.base == 108_700_000, "from the quote that stood when the time began")
        take(1.3, 108_722_000)
        #expect(track.jumpCount == 1 && track.newestJump?.peak == 108_722_000, "one move")
        #expect(track.jump(asOf: 1_500_000, within: 300_000) != nil)
        #expect(track.jump(asOf: 1_700_000, within: 300_000) == nil)
        #expect(track.newestJump?.isFollowed(from: 108_704_000, to: 108_709_000) == false)
        #expect(track.newestJump?.isFollowed(from: 108_704_000, to: 108_716_000) == true)
    }

    @Test func theFirstFeedIsTheReferenceWhileItSpeaks() {
        var track = ReferenceTrack()
        let tried = [(0, "first"), (1, "second"), (2, "first"), (70, "second"), (71, "first")].map { second, feed in
            track.advance(Quote(bid: 100, ask: 102, time: Int64(second) * 1_000_000), feed: feed, pip: 1)
        }
        #expect(tried == [true, false, true, true, false], "another takes over after a minute of silence")
    }

    @Test func theShareOfStaleTimeIsCounted() {
        var share = StaleShare()
        // A window of 100 ms in each ten seconds: one in a hundred.
        for step in 0..<6000 {
            let time = Int64(step) * 10_000_000
            share.advance(to: time, isFollowed: false)
            share.advance(to: time + 4_900_000, isFollowed: false)
            share.open(at: time + 5_000_000)
            share.advance(to: time + 5_100_000, isFollowed: true)
        }
        for hour in 0..<16 { #expect(abs(share.share(hour: hour) - 0.01) < 0.004) }
    }

    @Test func aStampOfWholeSecondsFindsItsMoment() {
        var window = QuoteWindow()
        for (milliseconds, ask) in [(Int64(-500), Int64(10)), (200, 12), (400, 11), (600, 12), (700, 13), (1500, 10)] {
            window.append(Quote(bid: ask - 1, ask: ask, time: milliseconds * 1000))
        }
        let once = SecondStamp(price: 11, isLong: true, second: 0, in: window)
        #expect(once == SecondStamp(fact: once.fact) && once.quality == .exact && once.earliest == 400_000)
        let before = SecondStamp(price: 10, isLong: true, second: 0, in: window)
        #expect(before.quality == .exact && before.earliest == 0, "the quote that stood as the second began")
        let twice = SecondStamp(price: 12, isLong: true, second: 0, in: window)
        #expect(twice.quality == .bounded && twice.earliest == 200_000 && twice.latest == 600_000)
        #expect(SecondStamp(price: 99, isLong: true, second: 0, in: window).quality == .coarse)
        #expect(SecondStamp(price: 11, isLong: false, second: 0, in: window).earliest == 200_000, "a sale is at the bid")
        #expect(SecondStamp(fact: .max) == nil && SecondStamp(fact: -1) == nil)
    }
}
