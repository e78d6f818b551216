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

    /// Adds closed trades of 10,000 in the account's currency, a day apart unless said otherwise.
    private func close(_ n: Int, net: (Int) -> String, apart seconds: Int64 = 86_400, in history: inout ClientHistory) {
        let symbol = history.symbol(of: 0)
        for index in 0..<n {
            history.add(
                RoundTrip(
                    instrument: 0, isLong: true, lots: 1, openPrice: 1, closePrice: 1, openedAt: Int64(index) * seconds * 1_000_000 - 1_000_000,
                    closedAt: Int64(index) * seconds * 1_000_000,
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
        close(100, net: { $0 / 10 % 10 < 7 ? "20" : "-20" }, apart: 30, in: &baskets)
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
