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
        let points = bench.engine.markouts(of: account, side: .open)
        func point(_ seconds: Double) -> MarkoutPoint? { points.first { $0.horizonSeconds == seconds } }
        // In basis points of the fill price: +0.2, +1.2 and −1.0 pips.
        for (seconds, usdPerMillion) in [(1.0, 18.40), (10, 110.39), (60, -91.99)] {
            #expect(abs((point(seconds)?.usdPerMillion ?? 0) - usdPerMillion) < 0.005, "\(seconds) s")
            #expect(point(seconds)?.n == 1)
        }
        #expect(point(0.5)?.meanBps ?? 0 < 0, "the spread is against the client at first")
        #expect(point(300) == nil, "nobody knows yet")
        #expect(bench.engine.markouts(of: account, side: .close).isEmpty)
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
        let atDeal = history.opens[MarkoutTally.dealSlot]?.mean ?? 0
        let after = history.opens[6]?.mean ?? 0
        #expect(abs(atDeal + 0.45994) < 5e-5)
        #expect(abs(after - 1.10385) < 1e-4)
        #expect(abs((after - atDeal) - 1.56379) < 5e-5)
        #expect(bench.facts.contains(MarkoutFact(deal: DealID(1), kind: MarkoutFact.midAtDeal, value: bench.price("1.08705"))))
        #expect(account == AccountID(1))
    }

    @Test func weighsByNotionalBesideTheEqualMean() {
        var tally = MarkoutTally()
        var (first, second) = (MarkoutCluster(), MarkoutCluster())
        tally.add(11_038, weight: 10_871_000, at: 6, cluster: &first, block: 1)
        tally.add(3_937, weight: 63_500_000, at: 6, cluster: &second, block: 1)
        #expect(abs((tally[6]?.mean ?? 0) - 0.748778) < 5e-5)
        #expect(abs((tally[6]?.weightedMean ?? 0) - 0.497506) < 5e-5)
    }

    @Test func dealsOfFiveMinutesCountAsOneObservation() {
        var apart = HorizonTally()
        var together = HorizonTally()
        var cluster = MarkoutCluster()
        for index in 0..<40 {
            var own = MarkoutCluster()
            let markout: Int64 = index / 10 % 2 == 0 ? 30_000 : -20_000
            apart.add(markout, weight: 1, cluster: &own, block: Int64(index))
            together.add(markout, weight: 1, cluster: &cluster, block: Int64(index / 10))
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
            tally.add(Int64(value * 1e4), weight: 1, cluster: &cluster, block: Int64(index))
        }
        #expect(abs(tally.mean / (tally.variance / 10).squareRoot() - 2.479) < 5e-4)
        #expect(tally.mean / tally.errorVariance.squareRoot() <= 2.4795)
    }

    @Test func fewDealsAreSaidToBeFew() {
        let (bench, account) = example()
        let point = bench.engine.markouts(of: account, side: .open).first
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
        let seconds = bench.engine.markouts(of: account, side: .open).map(\.horizonSeconds)
        #expect(seconds == [0.1, 0.25, 0.5, 1, 2, 5, 10, 30])
    }

    @Test func theServersOwnQuoteComesBeforeOurs() {
        var bench = Bench()
        let account = bench.account(1)
        bench.quote("EURUSD", "1.5", "1.5", at: 0)
        bench.trade(account, .buy, "1", "EURUSD", "1.1", seconds: 0) { deal in
            (deal.marketBid, deal.marketAsk) = (Price("1.1") ?? .zero, Price("1.1") ?? .zero)
        }
        #expect(bench.engine.accounts[0].history.opens[MarkoutTally.dealSlot]?.mean == 0)
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
        #expect(bench.engine.markouts(of: account, side: .open).first { $0.horizonSeconds == 0.1 }?.n == 4)
        let close = bench.engine.markouts(of: account, side: .close).first { $0.horizonSeconds == 1 }
        #expect(close?.n == 1)
        #expect(close?.meanBps == 0, "its horizon ended at the quote before")
    }

    @Test func lateDealsFindTheirMidsInTheQuotesAtHand() {
        var bench = Bench()
        let account = bench.account(1)
        for second in 0..<60 { bench.quote("EURUSD", "1.10\(10 + second)", "1.10\(10 + second)", at: Double(second)) }
        bench.trade(account, .buy, "1", "EURUSD", "1.1000", seconds: 40.5)
        bench.settle(60)
        let points = bench.engine.markouts(of: account, side: .open)
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
        #expect(track.advance(to: 0, mid: 1, into: &resolved))
        #expect(track.advance(to: 200_000, mid: 1, into: &resolved))
        #expect(!resolved.isEmpty)
    }
}
