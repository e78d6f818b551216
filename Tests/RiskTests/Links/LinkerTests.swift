import Brokerage
import Testing

@testable import Risk

struct LinkerTests {
    /// Strangers, a ring, a mirror pair: enough for every part of the state to hold something.
    private func story(_ seed: UInt64) -> LinkStory {
        var story = LinkStory(seed: seed)
        story.strangers(1...30, trades: 40, days: 8)
        for _ in 0..<40 {
            let (time, symbol, isLong) = (story.moment(days: 8), story.symbol(), story.dice.chance(50))
            story.open(101, at: time, symbol, long: isLong)
            story.open(102, at: time + story.between(0.1, 0.6), symbol, long: isLong)
            let hold = story.between(60, 3000)
            story.open(103, at: time + 1, symbol, long: !isLong, hold: hold, closing: 1.01)
        }
        return story
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func theOrderOfArrivalWithinAMinuteDoesNotMatter(_ seed: UInt64) {
        let story = story(seed)
        let calm = story.engine()
        #expect(!calm.groups(.copy).isEmpty)
        for shuffle in [11, 12] as [UInt64] {
            let mixed = story.engine(shuffled: shuffle)
            #expect(!mixed.isLinkingBehind)
            #expect(mixed.clusters() == calm.clusters())
            #expect(mixed.links(of: AccountID(101)) == calm.links(of: AccountID(101)))
            #expect(mixed.links.state == calm.links.state)
        }
    }

    @Test(arguments: [4, 5] as [UInt64])
    func linkingAnewArrivesAtTheSameState(_ seed: UInt64) {
        let story = story(seed)
        let live = story.engine()
        var again = live
        again.relink(story.deals())
        again.refreshLinks()
        #expect(again.links.state == live.links.state)
        #expect(again.clusters() == live.clusters())
    }

    @Test func historyIsLinkedAfterwards() {
        let story = story(6)
        let live = story.engine()
        var loaded = RiskEngine()
        loaded.isHistory = true
        for id in story.accounts.sorted() + [9_999_999] {
            var account = Account(login: 1000 + id)
            (account.currency, account.group) = ("USD", "real\\usd")
            loaded.update(account, id: AccountID(id), on: ConnectionID(1), scored: true)
        }
        // A back-fill comes account by account.
        for deal in story.deals().sorted(by: { ($0.account, $0.id) < ($1.account, $1.id) }) {
            loaded.apply(deal.deal, id: deal.id, account: deal.account)
        }
        loaded.isHistory = false
        #expect(loaded.isLinkingBehind && loaded.clusters().isEmpty)
        loaded.relink(story.deals())
        loaded.refreshLinks()
        #expect(!loaded.isLinkingBehind)
        #expect(loaded.clusters().map(\.members) == live.clusters().map(\.members))
    }

    @Test func aTradeOlderThanTheReachAsksForLinkingAnew() {
        var linker = Linker()
        func trade(_ seconds: Int64, _ deal: Int64) -> LinkTrade {
            LinkTrade(
                time: seconds * 1_000_000, deal: deal, position: deal, price: 100_000_000, lots: 1, contract: 1, expert: 0, account: 0, underlying: 0,
                isLong: true, isOpening: true, isSignal: false)
        }
        linker.add(trade(1000, 1))
        linker.add(trade(900, 2))
        #expect(!linker.isBehind)
        linker.add(trade(879, 3))
        #expect(linker.isBehind)
    }

    @Test func changedHistoryAsksForLinkingAnew() {
        var bench = Bench()
        let account = bench.account(1)
        bench.trade(account, .buy, "1", "EURUSD", "1.1")
        #expect(!bench.engine.isLinkingBehind)
        bench.rebuild(account)
        #expect(bench.engine.isLinkingBehind)
    }

    @Test func hostileNumbersNeverTrap() {
        var linker = Linker()
        let extremes: [Int64] = [.min, .min + 1, -1, 0, 1, .max - 1, .max]
        for (index, value) in extremes.enumerated() {
            for size in [Double.nan, .infinity, -1, 0, 1e300] {
                linker.add(
                    LinkTrade(
                        time: value, deal: value, position: value, price: value, lots: size, contract: size, expert: value, account: Int32(index % 3),
                        underlying: Int32(index % 2), isLong: index % 2 == 0, isOpening: size > 0, isSignal: false))
            }
        }
        #expect(linker.members.count <= 3)
    }

    @Test func anAccountCostsLessThanTwoThousandBytes() {
        #expect(MemoryLayout<LinkMember>.stride + MemoryLayout<PairRecord>.stride + MemoryLayout<MirrorLedger>.stride / 8 < 1800)
    }

    @Test func aPartnerWhoIsMetMostIsNeverLost() {
        var table = PartnerTable()
        var dice = Dice(seed: 9)
        for _ in 0..<5000 {
            _ = table.meet(Int32(1000 + dice.below(4000)), weight: 1, kind: .copy)
            if dice.chance(12) { _ = table.meet(7, weight: 1, kind: .copy) }
        }
        #expect(table.known.contains(7))
    }
}

extension Linker {
    /// Everything that later trades and questions depend on, to compare.
    var state: [String] {
        let accounts = members.map { member in
            let ring = member.ring.openings.map { "\($0.time)/\($0.key)/\($0.isCrowded)/\($0.isRelease)" }
            return "\(member.account) \(member.expert) \(member.isSubscriber) \(member.mirrors) \(member.partners.known) \(ring)"
        }
        let pairs = (copies.records + mirrors.records).map { record in
            "\(record.a) \(record.b) \(record.finding) \(record.provingDeals) \(record.allDays) \(record.fresh) "
                + "\(String(describing: record.sizeRatio)) \(record.meetings)"
        }
        return accounts + pairs + mirrors.ledgers.map { "\($0.settled) \($0.apart) \($0.gross)" }
    }
}
