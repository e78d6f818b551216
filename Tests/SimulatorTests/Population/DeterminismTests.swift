import Brokerage
import Testing

@testable import Simulator

@Suite struct DeterminismTests {
    @Test func oneSeedGivesOneHistory() {
        let (one, two) = (SharedWorld.make(seed: 21, accounts: 35, days: 5), SharedWorld.make(seed: 21, accounts: 35, days: 5))
        #expect(one.server.ledger.deals == two.server.ledger.deals)
        #expect(one.board.quotes == two.board.quotes)
        #expect(TruthEntry.json(one.truth, seed: 21) == TruthEntry.json(two.truth, seed: 21))
        let other = SharedWorld.make(seed: 22, accounts: 35, days: 5)
        #expect(one.server.ledger.deals != other.server.ledger.deals)
    }

    @Test func theStepsByWhichTimePassesDoNotMatter() {
        var (coarse, fine) = (SharedWorld.make(seed: 23, accounts: 35, days: 2), SharedWorld.make(seed: 23, accounts: 35, days: 2))
        let end = SharedWorld.start + .seconds(120)
        coarse.advance(to: end)
        for step in 1...1200 { fine.advance(to: SharedWorld.start + .milliseconds(step * 100)) }
        #expect(coarse.server.ledger.deals == fine.server.ledger.deals)
        #expect(coarse.board.quotes == fine.board.quotes)
    }

    @Test func timeDoesNotGoBack() {
        var world = SharedWorld.make(seed: 23, accounts: 5, days: 1)
        let now = world.now
        world.advance(to: SharedWorld.start - .seconds(5000))
        #expect(world.now == now)
    }

    @Test func aLiveServerOfTwoHundredShowsSeveralDealsASecond() {
        var world = SharedWorld.make(seed: 1, accounts: 200, days: 1)
        let before = world.server.ledger.dealCount
        world.advance(to: SharedWorld.start + .seconds(60))
        let fresh = world.server.ledger.deals.suffix(world.server.ledger.dealCount - before)
        #expect(fresh.count > 120)
        #expect(fresh.contains { $0.lots > Lots(10) })
        let behaviours = Set(fresh.map { world.truth[$0.account].behaviour })
        #expect(behaviours.isSuperset(of: [.noise, .martingale, .scalper]))
    }

    @Test func markedClientsCanBeFew() {
        for accounts in [1, 2, 10, 29, 30] {
            let world = SharedWorld.make(seed: 2, accounts: accounts, days: 1)
            #expect(world.server.accounts.count == accounts + 2)
            #expect(world.truth.count == accounts + 2)
        }
    }
}
