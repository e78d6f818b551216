import Brokerage
import Testing

@testable import Risk

struct ToxicFlowDetectorTests {
    /// A tally of trades a minute apart: how many of ten are beaten on the client's side, and on the opposite.
    private func flow(_ n: Int, own: Int, opposite: Int, base: Double = 0.38) -> FlowTally {
        var flow = FlowTally()
        for index in 0..<n {
            var watch = FillWatch(time: Int64(index) * 60_000_000, price: 100, isLong: true, mid: 99, spread: 2)
            // Spread over the tens, each side in its own rhythm.
            if (index * 7) % 10 < own { watch.upAfter = 4_000_000 }
            if (index * 3) % 10 < opposite { watch.downAfter = 4_000_000 }
            watch.baseToxicity10 = Int32(base * 1e8)
            let deal = PendingDeal(
                time: watch.time, deal: Int64(index), price: 100, weight: 1, account: 0, generation: 0, symbol: 0, known: 0, isLong: true,
                isOpen: true)
            flow.add(FillFacts(watch, netting: nil, lag: nil, isOffMarket: false), of: deal, isMoment: true)
        }
        return flow
    }

    @Test func tradesThatRunAwayStandOut() throws {
        #expect(try #require(ToxicFlowDetector(flow(200, own: 7, opposite: 2)).logP) < -6)
    }

    @Test func luckDoesNot() throws {
        #expect(try #require(ToxicFlowDetector(flow(200, own: 4, opposite: 4)).logP) > -1)
    }

    @Test func aLivelyMarketBeatsBothSides() throws {
        // Far more than the base rate, but the opposite side just as often.
        #expect(try #require(ToxicFlowDetector(flow(200, own: 7, opposite: 7)).logP) > -1)
    }

    @Test func fewTradesSayNothing() {
        #expect(ToxicFlowDetector(flow(29, own: 10, opposite: 0)).logP == nil)
    }

    @Test func theRateIsDrawnToTheBase() {
        // 14 of 20 at a base of 38.2 % with a strength of 50: 47.29 %, and above the base with probability 0.938.
        #expect(abs(Share.shrunk(14, of: 20, prior: 0.382, strength: 50) - 0.4729) < 5e-5)
        #expect(abs(Share.probability(above: 0.382, 14, of: 20, prior: 0.382, strength: 50) - 0.938) < 5e-4)
    }

    @Test func theStrengthOfTheBaseComesFromHowMuchClientsDiffer() {
        // Two hundred clients of 100 trades at 40 %: with no more spread than chance they are all alike.
        let (chance, pairs) = (200 * 100 * 0.24, 200 * 100 * 99 * 0.24)
        #expect(PopulationEstimate.strength(spread: chance, chance: chance, pairs: pairs) == 1000)
        // A beta of strength 50 spreads them by n π (1 − π) (1 + 99/51).
        #expect(abs(PopulationEstimate.strength(spread: chance * (1 + 99.0 / 51), chance: chance, pairs: pairs) - 50) < 1e-6)
        #expect(PopulationEstimate.strength(spread: chance * 50, chance: chance, pairs: pairs) == 20)
        #expect(PopulationEstimate.strength(spread: 0, chance: 0, pairs: 0) == 1000)
    }

    @Test func theMinuteAfterAFillCostsAnAccountLittle() {
        #expect(MemoryLayout<FlowTally>.size < 520)
        #expect(MemoryLayout<FillWatch>.size <= 256)
    }

    @Test func modelsLearnFromEachLiveFillWhenItsHorizonsAreOver() {
        var world = FeedWorld(seed: 51, clients: 3)
        world.run()
        let facts = world.bench.facts
        let (watched, forecast) = (facts.filter { $0.kind == MarkoutFact.beaten }.count, facts.filter { $0.kind == MarkoutFact.toxicity10 }.count)
        #expect(watched > 300 && forecast == watched)
        #expect(facts.filter { $0.kind == MarkoutFact.toxicity10 }.allSatisfy { (0...100_000_000).contains($0.value.units) })
    }
}
