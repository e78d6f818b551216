import Brokerage
import Testing

@testable import Risk

struct EdgeDetectorTests {
    /// A history with an opening markout of `mean` and alternating noise of `spread` basis points at the scored horizons.
    private func history(_ n: Int, mean: Double, spread: Double) -> ClientHistory {
        var history = ClientHistory()
        let symbol = history.symbol(of: 0)
        for index in 0..<n {
            let deal = PendingDeal(
                time: Int64(index) * 600_000_000, deal: Int64(index), price: 1, weight: 100, account: 0, generation: 0,
                symbol: Int32(symbol), known: 0, isLong: true, isOpen: true)
            let value = mean + (index % 2 == 0 ? spread : -spread)
            for horizon in MarkoutHorizon.scored { history.add(Int64(value * 1e4), of: deal, kind: UInt8(horizon)) }
        }
        return history
    }

    @Test func anEdgeShowsWithManyDealsAndNotWithFew() throws {
        let lucky = try #require(EdgeDetector(history(10, mean: 3, spread: 4), population: .initial))
        let skilled = try #require(EdgeDetector(history(400, mean: 0.8, spread: 4), population: .initial))
        #expect(lucky.posterior.probability(above: 0) < 0.85)
        #expect(lucky.z == 0, "the best of five horizons is no evidence")
        #expect(skilled.posterior.probability(above: 0) > 0.999)
        #expect(skilled.source != .result)
    }

    @Test func dealsOfOneMomentAreNotEnoughToSpeak() {
        var history = ClientHistory()
        let symbol = history.symbol(of: 0)
        for index in 0..<50 {
            let deal = PendingDeal(
                time: Int64(index), deal: Int64(index), price: 1, weight: 100, account: 0, generation: 0, symbol: Int32(symbol), known: 0,
                isLong: true, isOpen: true)
            for horizon in MarkoutHorizon.scored { history.add(30_000, of: deal, kind: UInt8(horizon)) }
        }
        #expect(EdgeDetector(history, population: .initial) == nil)
    }

    /// Adds closed trades of 10,000 in the account's currency, of a second each, a day apart unless said otherwise.
    private func close(
        _ n: Int, net: (Int) -> String, apart seconds: Int64 = 86_400, held: Int64 = 1, at: ((Int) -> Int64)? = nil,
        in history: inout ClientHistory
    ) {
        let symbol = history.symbol(of: 0)
        for index in 0..<n {
            history.add(
                RoundTrip(
                    instrument: 0, isLong: true, lots: 1, openPrice: 1, closePrice: 1,
                    openedAt: ((at?(index) ?? Int64(index) * seconds) - held) * 1_000_000,
                    closedAt: (at?(index) ?? Int64(index) * seconds) * 1_000_000,
                    net: Money(net(index)) ?? .zero, notional: 10_000, opening: DealID(0), closing: DealID(0), counts: true), of: symbol)
        }
    }

    @Test func theFirstMarkoutsDoNotSilenceWhatWasClosedBefore() throws {
        var history = history(10, mean: -0.1, spread: 2)
        close(400, net: { $0 % 2 == 0 ? "9" : "-5" }, in: &history)
        let edge = try #require(EdgeDetector(history, population: .initial))
        #expect(edge.source == .result && edge.z > 3)
    }

    @Test func aLuckyHorizonIsHeardOnlyForASignOfAnEdge() throws {
        var history = history(40, mean: -0.2, spread: 1)
        close(400, net: { $0 % 2 == 0 ? "3" : "-7" }, in: &history)
        let edge = try #require(EdgeDetector(history, population: .initial))
        #expect(edge.source == .result && edge.z < -3)
        #expect(edge.logOdds == -1.2)
        #expect(Scoring.expectedLoss(edge, turnover: 1e6).high < 0, "who loses is expected to lose")
    }

    @Test func aBasketClosedAtOnceIsOneObservation() throws {
        var (baskets, singles) = (ClientHistory(), ClientHistory())
        // Ten baskets of ten: seven win and three lose.
        close(100, net: { $0 / 10 % 10 < 7 ? "20" : "-20" }, held: 60, at: { Int64($0 / 10) * 3600 + Int64($0 % 10) }, in: &baskets)
        close(100, net: { $0 / 10 % 10 < 7 ? "20" : "-20" }, in: &singles)
        let ratio = baskets.trips.sample(typical: 0).errorVariance / singles.trips.sample(typical: 0).errorVariance
        #expect(ratio > 9 && ratio < 12)
        let basket = try #require(EdgeDetector(baskets, population: .initial))
        let single = try #require(EdgeDetector(singles, population: .initial))
        #expect(basket.logOdds < single.logOdds)
    }

    @Test func whoKeepsHisLosersOpenDoesNotLookLikeAWinner() throws {
        var (closes, hides) = (Bench(), Bench())
        closes.account(1)
        hides.account(1)
        for index in 0..<60 {
            let at = Double(index) * 7200
            win(&closes, at)
            win(&hides, at)
            hides.trade(AccountID(1), .buy, "1", "GBPUSD", String("\(1.4 - Double(index) / 100)".prefix(6)), seconds: at + 900)
        }
        closes.settle(500_000)
        hides.settle(500_000)
        let open = try #require(closes.engine.accounts[0].verdict.edge)
        let hidden = try #require(hides.engine.accounts[0].verdict.edge)
        #expect(open.raw > 1.5 && open.z > 3)
        #expect(hidden.raw < 0 && hidden.z < 0)
    }

    private func win(_ bench: inout Bench, _ at: Double) {
        let position = bench.trade(AccountID(1), .buy, "1", "EURUSD", "1.10000", seconds: at)
        bench.trade(AccountID(1), .sell, "1", "EURUSD", "1.10020", position: position, entry: .out, profit: "20", seconds: at + 600)
    }

    @Test func tradesThatWereOpenTogetherAreOneObservation() {
        var overlapping = ClientHistory()
        let symbol = overlapping.symbol(of: 0)
        let hour: Int64 = 3_600_000_000
        for index in 0..<48 {
            overlapping.add(
                RoundTrip(
                    instrument: 0, isLong: true, lots: 1, openPrice: 1, closePrice: 1, openedAt: Int64(index) * hour / 2,
                    closedAt: Int64(index) * hour / 2 + hour, net: Money(5), notional: 10_000, opening: DealID(0), closing: DealID(0), counts: true),
                of: symbol)
        }
        #expect(overlapping.trips.sample(typical: 0).clusters == 1, "a day of them, as none began after all others had ended")
        var apart = ClientHistory()
        close(48, net: { _ in "5" }, apart: 3600, in: &apart)
        #expect(apart.trips.sample(typical: 0).clusters == 48)
    }

    @Test func quickTradesOneAfterTheOtherAreEachAnObservation() {
        var history = ClientHistory()
        close(60, net: { _ in "5" }, apart: 20, held: 15, in: &history)
        #expect(history.trips.sample(typical: 0).clusters == 60)
    }

    @Test(arguments: [1, 2, 5, 13, 14])
    func basketsThatWaitForTheirGainAreNoEdge(_ seed: UInt64) throws {
        // A grid on a random walk: a leg at each step against it, all closed a little beyond break-even; it never met its disaster.
        var (bench, dice) = (Bench(), Dice(seed: seed))
        bench.account(1)
        var (price, second, legs): (Int, Double, [(position: Int64, price: Int)]) = (110_000, 0, [])
        func text(_ price: Int) -> String { "\(price / 100_000)." + String("\(100_000 + price % 100_000)".dropFirst()) }
        while second < 600_000 {
            second += 60
            price += dice.chance(50) ? 4 : -4
            let mean = legs.isEmpty ? price : legs.reduce(0) { $0 + $1.price } / legs.count
            if legs.isEmpty || (price <= (legs.last?.price ?? 0) - 40 && legs.count < 12) {
                legs.append((bench.trade(AccountID(1), .buy, "1", "EURUSD", text(price), seconds: second), price))
            } else if price >= mean + 24 {
                for leg in legs {
                    bench.trade(
                        AccountID(1), .sell, "1", "EURUSD", text(price), position: leg.position, entry: .out, profit: "\(price - leg.price)",
                        seconds: second)
                }
                legs = []
            }
        }
        bench.settle(700_000)
        let history = bench.engine.accounts[0].history
        let sample = history.trips.sample(with: history.openResults, typical: 0)
        #expect(sample.mean / sample.errorVariance.squareRoot() > 3, "by what it closed it shines")
        let edge = try #require(EdgeDetector(history, population: .initial))
        #expect(Normal.cumulative(edge.z) < 0.9)
    }

    @Test func smallGainsThatWaitOutTheirLosersAreNoEdgeWhereTheMarketMovesMore() throws {
        // The market moves twenty basis points an hour; each trade waits six hours at a time for its five.
        var (waits, quick) = (history(60, mean: 0, spread: 20), history(60, mean: 0, spread: 20))
        swing(60, held: 21_600, in: &waits)
        swing(60, held: 60, in: &quick)
        close(60, net: { _ in "5" }, held: 21_600, in: &waits)
        close(60, net: { _ in "5" }, held: 60, in: &quick)
        #expect(waits.resultVariance > 20 * quick.resultVariance)
        #expect(try #require(EdgeDetector(quick, population: .initial)).z > 2.5)
        #expect(try #require(EdgeDetector(waits, population: .initial)).z < 1.5)
    }

    /// Trades that gained five basis points each, a day apart, as their deals tell it.
    private func swing(_ n: Int, held seconds: Int64, in history: inout ClientHistory) {
        let symbol = history.symbol(of: 0)
        for index in 0..<n {
            let at = Int64(index) * 86_400_000_000
            history.withSymbol(symbol) { symbol in
                symbol.swings.mark(110_000_000, at: at)
                symbol.swings.opened(isLong: true)
                symbol.swings.mark(110_055_000, at: at + seconds * 1_000_000)
                symbol.swings.closed(isLong: true)
            }
        }
    }

    @Test(arguments: [2, 3, 5])
    func aFewWinsOfTheSameSizeAreLuck(_ n: Int) throws {
        var history = ClientHistory()
        close(n, net: { _ in "20" }, in: &history)
        let edge = try #require(EdgeDetector(history, population: .initial))
        #expect(ScoreScale(baseRate: 0.1).points(-2.2 + edge.logOdds) < 30)
    }

    @Test func lookingAtSeveralHorizonsHasItsPrice() {
        #expect(EdgeDetector.corrected(3, looks: 5) < 3)
        #expect(abs(Normal.cumulative(-EdgeDetector.corrected(3, looks: 5)) / Normal.cumulative(-3) - 5) < 1e-6)
        #expect(EdgeDetector.corrected(0.5, looks: 5) == 0)
        #expect(EdgeDetector.corrected(-2, looks: 5) == -2)
        #expect(EdgeDetector.corrected(40, looks: 5) > 30)
    }

    @Test(arguments: [(500.0, 0), (3000, 0), (20_000, 1), (70_000, 2), (400_000, 3), (3_000_000, 4), (1e12, 4), (0, 0)])
    func theHorizonOfAClientIsTheOneNearestToHisHold(_ milliseconds: Double, _ position: Int) {
        #expect(EdgeDetector.horizon(nearest: milliseconds) == position)
    }

    @Test func fallsBackToClosedResultsWithLessWeight() throws {
        var history = ClientHistory()
        close(400, net: { $0 % 4 == 0 ? "-10" : "20" }, in: &history)
        let edge = try #require(EdgeDetector(history, population: .initial))
        #expect(edge.source == .result)
        var verdict = ClientVerdict()
        verdict.edge = edge
        #expect(ScoreTerm.edge.logOdds(verdict) == 2.6)
    }

    @Test func aClientOfWhomNothingIsKnownAddsNothing() {
        #expect(EdgeDetector(ClientHistory(), population: .initial) == nil)
        #expect(ScoreTerm.edge.logOdds(ClientVerdict()) == 0)
    }

    @Test func equalResultsOfAFewTradesProveNothing() throws {
        let edge = try #require(EdgeDetector(history(10, mean: 0.5, spread: 0), population: .initial))
        #expect(edge.z < 3)
    }

    @Test func thePopulationIsTakenByMedianAndSpread() throws {
        let estimates = (0..<101).map { PopulationEstimate.Estimate(mean: Double($0 - 50) / 10, errorVariance: 0.01) }
        let prior = try #require(PopulationEstimate.prior(estimates + [.init(mean: 1e6, errorVariance: 0.01)]))
        #expect(abs(prior.mean - 0.05) < 0.06)
        #expect(prior.deviation > 3 && prior.deviation < 4.2)
        #expect(PopulationEstimate.prior(Array(estimates.prefix(5))) == nil)
    }

    @Test func priorsSurviveTheFile() {
        let prior = PopulationPrior(
            result: NormalPrior(mean: 1, deviation: 2, noise: 3), markouts: PopulationPrior.initial.markouts, clients: 42)
        #expect(PopulationPrior(figures: prior.figures) == prior)
        #expect(PopulationPrior(figures: []) == nil)
        #expect(PopulationPrior(figures: prior.figures.map { -$0 }) == nil)
        #expect(PopulationPrior(figures: prior.figures.map { _ in .nan }) == nil)
    }
}
