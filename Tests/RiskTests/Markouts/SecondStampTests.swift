import Brokerage
import Testing

@testable import Risk

struct SecondStampTests {
    /// A deal stamped with second 10, at a price that was quoted from each of the given moments on.
    private func story(quotedAt moments: [Double], rebuilt: Bool = false) -> (Bench, AccountID) {
        var bench = Bench()
        bench.engine.setSecondStamps(true, on: bench.connection)
        let account = bench.account(1)
        for second in 0...9 { bench.quote("EURUSD", "1.10000", "1.10010", at: Double(second)) }
        bench.trade(account, .buy, "1", "EURUSD", "1.10020", seconds: 10)
        for moment in moments {
            bench.quote("EURUSD", "1.10010", "1.10020", at: moment)
            bench.quote("EURUSD", "1.10000", "1.10010", at: moment + 0.05)
        }
        if rebuilt { bench.rebuild(account) }
        // A pip more with each tenth of a second from second 10.5 on, so that a moment shows in the markout.
        for tenth in 5..<80 {
            let mid = String(11_000 + tenth)
            bench.quote("EURUSD", "1.\(mid.dropFirst())", "1.\(mid.dropFirst())", at: 10 + Double(tenth) / 10)
        }
        for second in 19..<90 { bench.quote("EURUSD", "1.1", "1.1", at: Double(second)) }
        bench.settle(90)
        return (bench, account)
    }

    private func stamp(_ bench: Bench) -> SecondStamp? {
        bench.facts.first { $0.kind == MarkoutFact.stamp }.flatMap { SecondStamp(fact: $0.value.units) }
    }

    @Test func oneMomentThatFitsIsTheDealsTime() {
        let (bench, account) = story(quotedAt: [10.2])
        #expect(stamp(bench)?.quality == .exact && stamp(bench)?.earliest == 200_000)
        // A second after 10.2 the quote of 11.2 stood: 1.1012, 9.8 pips over the fill.
        let point = bench.curve(account).first { $0.horizon == 1 }
        #expect(abs((point?.meanBps ?? 0) - 10 / 1.1002) < 0.02)
        #expect(bench.engine.accounts[0].history.opens[3]?.n == 1)
        #expect(bench.engine.accounts[0].history.flow.n == 1)
    }

    @Test func severalMomentsGiveALeastAndALargestMarkout() {
        let (bench, account) = story(quotedAt: [10.1, 10.3])
        #expect(stamp(bench)?.quality == .bounded)
        let points = bench.curve(account)
        #expect(points.first { $0.horizon == 1 }?.quality == .bounded)
        #expect(points.contains { $0.horizon == 5 } && !points.contains { $0.horizon == 0.25 })
        #expect(bench.facts.contains { $0.kind == MarkoutFact.latest1s })
        #expect(bench.engine.accounts[0].history.opens[3] == nil, "the score does not guess")
        #expect(bench.engine.accounts[0].history.opens[6]?.n == 1)
    }

    @Test func withoutAMomentShortHorizonsAreNotKnown() {
        let (bench, account) = story(quotedAt: [])
        #expect(stamp(bench)?.quality == .coarse)
        #expect(bench.curve(account).allSatisfy { $0.horizon < 0 || $0.horizon >= 5 })
        #expect(bench.engine.accounts[0].history.flow.n == 0)
    }

    @Test(arguments: [[10.2], [10.1, 10.3], []])
    func aRebuildBeforeAndAfterTheSecondChangesNothing(_ moments: [Double]) {
        let (plain, account) = story(quotedAt: moments)
        var (rebuilt, _) = story(quotedAt: moments, rebuilt: true)
        #expect(Set(plain.facts.map(\.key)) == Set(rebuilt.facts.map(\.key)))
        rebuilt.rebuild(account)
        rebuilt.settle(90)
        #expect(plain.engine.score(of: account) == rebuilt.engine.score(of: account))
    }

    @Test func otherConnectionsKeepTheirTimes() {
        var bench = Bench()
        let account = bench.account(1)
        bench.quote("EURUSD", "1.1", "1.1", at: 9)
        bench.trade(account, .buy, "1", "EURUSD", "1.1", seconds: 10)
        for second in 11..<80 { bench.quote("EURUSD", "1.2", "1.2", at: Double(second)) }
        #expect(bench.settle(80).markouts.allSatisfy { $0.kind != MarkoutFact.stamp })
    }
}
