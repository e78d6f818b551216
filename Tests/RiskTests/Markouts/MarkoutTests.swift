import Brokerage
import Testing

@testable import Risk

struct MarkoutTests {
    /// The reference's example: one lot bought at 1.08710 with the mid at 1.08705, and what the mid became.
    private func example() -> (Bench, AccountID) {
        var bench = Bench()
        let account = bench.account(1)
        bench.quote("EURUSD", "1.08700", "1.08710", at: 0)
        bench.trade(account, .buy, "1", "EURUSD", "1.08710", seconds: 0.05)
        for (seconds, mid) in [(1.0, "1.08712"), (2.5, "1.08715"), (9.5, "1.08722"), (58.0, "1.08700"), (62.0, "1.08690")] {
            bench.quote("EURUSD", mid, mid, at: seconds)
        }
        bench.settle(63)
        return (bench, account)
    }

    @Test func comparesTheFillWithTheMidAtEachHorizon() {
        let (bench, account) = example()
        let points = bench.curve(account)
        func point(_ seconds: Double) -> MarkoutPoint? { points.first { $0.horizonSeconds == seconds } }
        // In basis points of the fill price: +0.2, +1.2 and −1.0 pips.
        for (seconds, usdPerMillion) in [(1.0, 18.40), (10, 110.39), (60, -91.99)] {
            #expect(abs((point(seconds)?.usdPerMillion ?? 0) - usdPerMillion) < 0.005, "\(seconds) s")
            #expect(point(seconds)?.n == 1)
        }
        #expect(point(0.5)?.meanBps ?? 0 < 0, "the spread is against the client at first")
        #expect(point(300) == nil, "nobody knows yet")
        #expect(bench.curve(account, .close).isEmpty)
    }

    @Test(arguments: [(3, 2.0), (6, 12), (8, -10)])
    func saysWhatTheMarkoutIsWorth(_ horizon: Int, _ usd: Double) {
        let (bench, _) = example()
        #expect(abs((bench.engine.accounts[0].history.opens[horizon]?.gain ?? 0) - usd) < 1e-3)
    }

    @Test func keepsFillAndMidAtTheDealApart() {
        let (bench, account) = example()
        let history = bench.engine.accounts[0].history
        // Effective half-spread 0.45996 bps = impact 1.56387 less what the client kept, 1.10391 (of the mid; here of the fill).
        let atDeal = history.opens[kind: MarkoutFact.midAtDeal]?.mean ?? 0
        let after = history.opens[6]?.mean ?? 0
        #expect(abs(atDeal + 0.45994) < 5e-5)
        #expect(abs(after - 1.10385) < 1e-4)
        #expect(abs((after - atDeal) - 1.56379) < 5e-5)
        #expect(bench.facts.contains(MarkoutFact(deal: DealID(1), kind: MarkoutFact.midAtDeal, value: bench.price("1.08705"))))
        #expect(account == AccountID(1))
    }

    @Test func weighsByNotionalBesideTheEqualMean() throws {
        let fills = [
            MarkoutCurve.Fill(deal: DealID(1), price: 108_710_000, isLong: true, notional: 108_710, mid: nil),
            MarkoutCurve.Fill(deal: DealID(2), price: 127_000_000, isLong: false, notional: 635_000, mid: nil),
        ]
        let facts = [
            MarkoutFact(deal: DealID(1), kind: 6, value: Price("1.08722") ?? .zero),
            MarkoutFact(deal: DealID(2), kind: 6, value: Price("1.26995") ?? .zero),
        ]
        let point = try #require(MarkoutCurve.make(fills, facts: facts, clock: .wall, seed: 1).first)
        #expect(abs(point.meanBps - 0.748778) < 5e-5)
        #expect(abs(point.weightedBps - 0.497506) < 5e-5)
        #expect(point.quality == .fewTrades)
    }

    @Test func dealsOfFiveMinutesCountAsOneObservation() {
        var apart = HorizonTally()
        var together = HorizonTally()
        var cluster = MarkoutCluster()
        for index in 0..<40 {
            var own = MarkoutCluster()
            let markout: Int64 = index / 10 % 2 == 0 ? 30_000 : -20_000
            apart.add(markout, weight: 1, cluster: &own, block: Int32(index))
            together.add(markout, weight: 1, cluster: &cluster, block: Int32(index / 10))
        }
        #expect(apart.mean == together.mean)
        #expect(apart.clusters == 40 && together.clusters == 4)
        // Ten equal deals are one: the error grows by √10, and a little by there being only four groups.
        let ratio = (together.errorVariance / apart.errorVariance).squareRoot()
        #expect(ratio > 3.1 && ratio < 3.8)
    }

    @Test func theErrorIsNeverSmallerThanThePlainOne() {
        var tally = HorizonTally()
        for (index, value) in [1, -0.5, 0.8, 1.2, -0.2, 0.6, 1.1, -0.4, 0.9, 0.5].enumerated() {
            var cluster = MarkoutCluster()
            tally.add(Int64(value * 1e4), weight: 1, cluster: &cluster, block: Int32(index))
        }
        #expect(abs(tally.mean / (tally.variance / 10).squareRoot() - 2.479) < 5e-4)
        #expect(tally.mean / tally.errorVariance.squareRoot() <= 2.4795)
    }

    @Test func neweyAndWestsErrorIsNotUsedWhereItIsSmallerThanThePlainOne() {
        let series = [1, -0.5, 0.8, 1.2, -0.2, 0.6, 1.1, -0.4, 0.9, 0.5]
        let mean = series.reduce(0, +) / Double(series.count)
        #expect(abs(mean / NeweyWest.plain(series) - 2.479) < 5e-4)
        #expect(abs(mean / NeweyWest.raw(series, lags: 2) - 8.26) < 5e-3)
        #expect(NeweyWest.error(series, lags: 2) == NeweyWest.plain(series))
        var trending: [Double] = []
        for step in 0..<60 { trending.append(Double(step / 15 % 2) + 0.1 * Double(step % 3)) }
        #expect(NeweyWest.error(trending, lags: 10) > 2 * NeweyWest.plain(trending))
    }

    @Test func theBandOfACurveCoversTheTruthAboutAsOftenAsItSays() {
        var dice = Dice(seed: 5)
        var (covered, overlapped) = (0, 0)
        for seed in 0..<200 {
            // Each observation shares its noise with the two before it, as trades that overlap do.
            var noise: [Double] = []
            for _ in 0..<202 {
                var sum = 0
                for _ in 0..<12 { sum += dice.below(1_000_000) }
                noise.append(Double(sum) / 1e6 - 6)
            }
            var series: [Double] = []
            for index in 0..<200 { series.append(noise[index] + noise[index + 1] + noise[index + 2]) }
            let band = MarkoutBand(series, seed: UInt64(seed))
            if band.interval?.contains(0) == true { covered += 1 }
            if abs(band.mean) < 1.96 * NeweyWest.plain(series) { overlapped += 1 }
        }
        #expect(covered >= 172, "95 % of 200 is 190: blocks lose a little")
        #expect(overlapped < 160, "the plain error would not")
    }

    @Test func theSameDealsGiveTheSameBand() {
        let values = (0..<50).map { Double($0 * 37 % 11) - 5 }
        #expect(MarkoutBand(values, seed: 9) == MarkoutBand(values, seed: 9))
        #expect(MarkoutBand([1], seed: 9).interval == nil)
        #expect(MarkoutBand([], seed: 9) == MarkoutBand([], seed: 1))
    }

    @Test func attributesAFillToSpreadAndMarket() throws {
        let fill = FillAttribution(sign: 1, price: 1.08710, mid: 1.08705, later: 1.08722, units: 100_000)
        #expect(abs(fill.spreadCapture - 5) < 1e-6 && abs(fill.adverseSelection + 17) < 1e-6 && abs(fill.markout + 12) < 1e-6)
        let parts = try #require(SpreadDecomposition(sign: 1, price: 1.08710, mid: 1.08705, later: 1.08722))
        #expect(abs(parts.effective - 0.45996) < 5e-6 && abs(parts.realised + 1.10391) < 5e-6 && abs(parts.impact - 1.56387) < 5e-6)
        #expect(abs(parts.effective - parts.realised - parts.impact) < 1e-12)
        #expect(SpreadDecomposition(sign: 1, price: 1, mid: 0, later: 1) == nil)
    }

    @Test func countsInTicksOfTheSymbol() {
        var bench = Bench()
        let account = bench.account(1)
        bench.quote("EURUSD", "1.1", "1.1", at: 0)
        bench.trade(account, .buy, "1", "EURUSD", "1.1", seconds: 0.5)
        for tick in 1...120 { bench.quote("EURUSD", "1.1\(String(100 + tick))", "1.1\(String(100 + tick))", at: Double(tick)) }
        bench.settle(121)
        let points = bench.curve(account, .open, .ticks)
        #expect(points.map(\.horizon) == [1, 5, 20, 100])
        for point in points { #expect(abs(point.meanBps - (100 + point.horizon) / 1.1) < 1e-3, "tick \(point.horizon)") }
    }

    @Test func countsInTradesOfAnyone() {
        var bench = Bench()
        let (account, others) = (bench.account(1), bench.account(2))
        bench.quote("EURUSD", "1.1", "1.1", at: 0)
        bench.trade(account, .buy, "1", "EURUSD", "1.1", seconds: 0.5)
        for trade in 1...20 {
            bench.quote("EURUSD", "1.1\(String(100 + trade))", "1.1\(String(100 + trade))", at: Double(trade))
            bench.trade(others, .sell, "1", "EURUSD", "1.1", seconds: Double(trade))
            bench.trade(others, .sell, "1", "GBPUSD", "1.1", seconds: Double(trade))
        }
        bench.settle(30)
        let points = bench.curve(account, .open, .trades)
        #expect(points.map(\.horizon) == [1, 5, 20])
        for point in points { #expect(abs(point.meanBps - (100 + point.horizon) / 1.1) < 1e-3, "trade \(point.horizon)") }
    }

    @Test func tellsTheMarketsMoveApartFromTheSpread() {
        let (bench, account) = example()
        let point = bench.curve(account).first { $0.horizon == 10 }
        // +1.7 pips of the market, of which the half-spread took 0.5.
        #expect(abs((point?.fromMidBps ?? 0) - 1.56379) < 1e-4)
        #expect(abs((point?.meanBps ?? 0) - 1.10385) < 1e-4)
    }

    @Test func anAccountsMarkoutsCostUnderAKilobyte() {
        #expect(MemoryLayout<MarkoutTally>.size + MemoryLayout<HorizonTally>.size + 4 * 7 * MemoryLayout<MarkoutCluster>.size < 900)
    }

    @Test func fewDealsAreSaidToBeFew() {
        let (bench, account) = example()
        let point = bench.curve(account).first
        #expect(point?.quality == .fewTrades)
        #expect(point?.lowBps == nil, "one deal has no interval")
    }

    @Test func refusesMidsThatAreStaleOrAcrossASessionBreak() {
        var bench = Bench()
        let account = bench.account(1)
        bench.quote("EURUSD", "1.1", "1.1", at: 0)
        bench.trade(account, .buy, "1", "EURUSD", "1.1", seconds: 0)
        // No quote for 59 s: at 1 s the last one is young enough, at 30 s also (2 h), at 10 s too.
        bench.quote("EURUSD", "1.2", "1.2", at: 59)
        // Then two hours of pause.
        bench.quote("EURUSD", "1.3", "1.3", at: 7259)
        bench.quote("EURUSD", "1.3", "1.3", at: 20_000)
        bench.settle()
        let seconds = bench.curve(account).map(\.horizonSeconds)
        #expect(seconds == [0.1, 0.25, 0.5, 1, 2, 5, 10, 30])
    }

    @Test func theServersOwnQuoteComesBeforeOurs() {
        var bench = Bench()
        let account = bench.account(1)
        bench.quote("EURUSD", "1.5", "1.5", at: 0)
        bench.trade(account, .buy, "1", "EURUSD", "1.1", seconds: 0) { deal in
            (deal.marketBid, deal.marketAsk) = (Price("1.1") ?? .zero, Price("1.1") ?? .zero)
        }
        #expect(bench.engine.accounts[0].history.opens[kind: MarkoutFact.midAtDeal]?.mean == 0)
        #expect(bench.settle().markouts.allSatisfy { $0.kind != MarkoutFact.midAtDeal })
    }

    @Test func closesAreKeptApartAndOnlyWhenTheClientDecided() {
        var bench = Bench()
        let account = bench.account(1)
        bench.quote("EURUSD", "1.1", "1.1", at: 0)
        for (reason, seconds) in [(DealReason.stopLoss, 1.0), (.stopOut, 2), (.client, 3), (.takeProfit, 4)] {
            let position = bench.trade(account, .buy, "1", "EURUSD", "1.1", seconds: seconds)
            bench.trade(account, .sell, "1", "EURUSD", "1.1", position: position, entry: .out, seconds: seconds) { $0.reason = reason }
        }
        bench.quote("EURUSD", "1.1001", "1.1001", at: 4.02)
        bench.quote("EURUSD", "1.1001", "1.1001", at: 5.5)
        bench.settle()
        #expect(bench.curve(account).first { $0.horizonSeconds == 0.1 }?.n == 4)
        let close = bench.curve(account, .close).first { $0.horizonSeconds == 1 }
        #expect(close?.n == 1)
        #expect(close?.meanBps == 0, "its horizon ended at the quote before")
    }

    @Test func lateDealsFindTheirMidsInTheQuotesAtHand() {
        var bench = Bench()
        let account = bench.account(1)
        for second in 0..<60 { bench.quote("EURUSD", "1.10\(10 + second)", "1.10\(10 + second)", at: Double(second)) }
        bench.trade(account, .buy, "1", "EURUSD", "1.1000", seconds: 40.5)
        bench.settle(60)
        let points = bench.curve(account)
        #expect(points.map(\.horizonSeconds) == [-30, -10, -5, -1, 0.1, 0.25, 0.5, 1, 2, 5, 10])
        // At 41.5 s the quote of second 41: 1.1051.
        #expect(abs((points.first { $0.horizonSeconds == 1 }?.meanBps ?? 0) - 51 / 1.1 ) < 1e-3)
        #expect(abs((points.first { $0.horizonSeconds == -30 }?.meanBps ?? 0) - 20 / 1.1 ) < 1e-3)
    }

    @Test func quotesOutOfOrderAreLeftOut() {
        var bench = Bench()
        let account = bench.account(1)
        bench.quote("EURUSD", "1.2", "1.2", at: 10)
        bench.quote("EURUSD", "1.1", "1.1", at: 5)
        bench.trade(account, .buy, "1", "EURUSD", "1.2", seconds: 10)
        #expect(bench.engine.positions(of: account).first?.priceCurrent == Price("1.2"))
        // A quote an hour older says that the newest one was wrong.
        bench.quote("EURUSD", "1.3", "1.3", at: -7200)
        #expect(bench.engine.positions(of: account).first?.priceCurrent == Price("1.3"))
    }

    @Test func manyWaitingDealsStayBounded() {
        var track = MarkoutTrack()
        for index in 0..<100_000 {
            track.wait(
                PendingDeal(
                    time: Int64(index % 1000) * 1000, deal: Int64(index), price: 1, weight: 0, account: 0, generation: 0, symbol: 0, known: 0,
                    isLong: true, isOpen: true))
        }
        #expect(track.waiting <= 70_000)
        var resolved: [ResolvedMarkout] = []
        #expect(track.advance(Quote(bid: 1, ask: 1, time: 0), into: &resolved))
        #expect(track.advance(Quote(bid: 1, ask: 1, time: 200_000), into: &resolved))
        #expect(!resolved.isEmpty)
    }
}
