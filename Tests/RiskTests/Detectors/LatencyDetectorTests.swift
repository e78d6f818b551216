import Brokerage
import Testing

@testable import Risk

struct LatencyDetectorTests {
    @Test(arguments: [11])
    func againstAReferenceItFindsThoseWhoKnowItAndNobodyElse(_ seed: UInt64) {
        var world = FeedWorld(seed: seed, clients: 4)
        world.run()
        #expect(world.accused(.latency) >= 4)
        #expect(world.accused(.mixed) >= 4, "a third of the trades is enough")
        for kind in [FeedWorld.Kind.scalper, .breakout, .news, .lively] { #expect(world.accused(kind) == 0, "\(kind)") }
    }

    @Test(arguments: [21])
    func withoutAReferenceTheOwnNextQuotesTell(_ seed: UInt64) {
        var world = FeedWorld(seed: seed, clients: 4, hasReference: false)
        world.run()
        #expect(world.accused(.latency) >= 4)
        #expect(world.accused(.mixed) >= 2)
        for kind in [FeedWorld.Kind.scalper, .breakout, .news, .lively] { #expect(world.accused(kind) == 0, "\(kind)") }
    }

    @Test func theAccusationNamesTheLagTheDealsAndTheMoney() throws {
        var world = FeedWorld(seed: 31, clients: 1)
        world.run()
        let account = try #require(world.clients.first { $0.kind == .latency }).id
        let reason = try #require(world.bench.engine.score(of: account)?.reasons.first { $0.code == "latency" })
        #expect(reason.evidence.contains("ms late on average"))
        #expect(reason.deals.count == 6 && (reason.usd ?? 0) > 0 && (reason.pValue ?? 1) < 1e-4)
        #expect(!reason.innocentExplanation.isEmpty)
        let facts = world.bench.facts.filter { $0.kind == MarkoutFact.jump && FactPair($0.value.units).first != 0 }
        #expect(facts.count >= 4)
    }

    @Test func aReplayOfTheFileGivesTheSameScores() {
        var world = FeedWorld(seed: 41, clients: 2)
        world.run()
        for client in world.clients {
            let before = world.bench.engine.score(of: client.id)
            world.bench.rebuild(client.id)
            world.bench.settle(1.5 * 3600)
            #expect(world.bench.engine.score(of: client.id) == before)
        }
    }

    @Test func aBurstOfOrdersIsOneObservation() {
        var flow = FlowTally()
        let facts = FillFacts(FillWatch(time: 0, price: 1, isLong: true, mid: 1, spread: 1), netting: nil, lag: nil, isOffMarket: false)
        var symbol = AccountSymbol(instrument: 0)
        for index in 0..<20 {
            let deal = PendingDeal(
                time: Int64(index) * 100_000, deal: 1, price: 1, weight: 1, account: 0, generation: 0, symbol: 0, known: 0, isLong: true, isOpen: true)
            flow.add(facts, of: deal, isMoment: symbol.isMoment(deal.time))
        }
        #expect(flow.n == 1)
    }
}
