import Brokerage
import Testing

@testable import Risk

struct CounterfactualRunTests {
    /// Two hundred trades of 100,000 EUR, four a day, each with the same result.
    private func trades(_ bench: inout Bench, _ account: AccountID, profit: (Int) -> Int) {
        for index in 0..<200 {
            let at = Double(index / 4) * 86_400 + Double(index % 4) * 3600
            let (money, pips) = (profit(index), Double(profit(index)) / 10)
            let position = bench.trade(account, .buy, "1", "EURUSD", "1.10000", seconds: at) { $0.commission = Money(-3) }
            let close = "\(1.1 + pips / 10_000)"
            bench.trade(account, .sell, "1", "EURUSD", String(close.prefix(7)), position: position, entry: .out, profit: "\(money)", seconds: at + 300)
        }
    }

    private func run(_ bench: Bench, _ policy: CoverPolicy, from start: Double = 0) -> CounterfactualResult {
        var run = CounterfactualRun(bench.engine, policy: policy, from: Bench.time(start))
        for (account, deals) in bench.deals.sorted(by: { $0.key < $1.key }) { run.add(account, deals: deals, facts: bench.facts) }
        return run.result()
    }

    private func market() -> Bench {
        var bench = Bench()
        bench.quote("EURUSD", "1.10000", "1.10001")
        return bench
    }

    @Test func coversWhoEarnsOnceItIsKnownAndKeepsWhoLoses() {
        var bench = market()
        trades(&bench, bench.account(1)) { 40 + $0 % 3 * 5 }
        trades(&bench, bench.account(2)) { -40 - $0 % 3 * 5 }
        bench.settle()
        let result = run(bench, .advice)
        #expect(result.trades == 400 && result.days == 50)
        #expect(abs(result.allKept.usd - 400 * 3) < 1e-6, "what one wins the other loses; the commission stays")
        #expect(abs(result.allCovered.usd - 400 * (3 + 9 * 0.11)) < 1e-6)
        let share = result.shareRouted ?? 0
        #expect(share > 0.4 && share < 0.5, "all of the winner's but his first days")
        #expect(result.policy.usd > result.allKept.usd + 6000)
        #expect(result.overAllKept?.low ?? 0 > 0)
    }

    @Test func knowsNothingOfTheFuture() {
        var bench = market()
        trades(&bench, bench.account(1)) { $0 < 100 ? -40 - $0 % 3 * 5 : 80 + $0 % 3 * 5 }
        bench.settle()
        let before = run(bench, .advice)
        var half = market()
        let account = half.account(1)
        for (id, deal) in bench.deals[account]?.prefix(200) ?? [] { half.engine.apply(deal, id: id, account: account) }
        half.settle()
        var first = CounterfactualRun(half.engine, policy: .advice, from: Bench.time(0))
        first.add(account, deals: Array(bench.deals[account]?.prefix(200) ?? []), facts: [])
        #expect(first.result().shareRouted == 0 && before.shareRouted ?? 1 < 0.5)
    }

    @Test func countsFromTheDayAsked() {
        var bench = market()
        trades(&bench, bench.account(1)) { _ in 40 }
        bench.settle()
        #expect(run(bench, .score(atLeast: 60), from: 25 * 86_400).trades == 100)
        #expect(run(bench, .score(atLeast: 101)).shareRouted == 0)
        #expect(run(bench, .score(atLeast: 0)).shareRouted == 1)
    }

    @Test func tradesOfWhichMuchWasFearedAreCoveredOneByOne() {
        var bench = market()
        let account = bench.account(1)
        trades(&bench, account) { $0 % 2 == 0 ? 40 : -40 }
        bench.settle()
        // The models feared every second opening: four in ten of them toxic, against three.
        let openings = bench.deals[account]?.filter { $0.deal.entry == .in } ?? []
        let facts = openings.enumerated().map { index, opening in
            MarkoutFact(deal: opening.id, kind: MarkoutFact.toxicity10, value: Price(units: index % 2 == 0 ? 40_000_000 : 30_000_000))
        }
        var run = CounterfactualRun(bench.engine, policy: .toxicity(shock: 3), from: Bench.time(0))
        run.add(account, deals: bench.deals[account] ?? [], facts: facts)
        let result = run.result()
        #expect(result.shareRouted == 0.5 && abs(result.policy.usd - (100 * (3 + 9 * 0.11) + 100 * (40 + 3))) < 1e-6)
        #expect(self.run(bench, .toxicity(shock: 3)).shareRouted == 0, "without forecasts all are kept")
    }

    @Test func accountsThatAreNotScoredAreLeftOut() {
        var bench = market()
        trades(&bench, bench.account(1, scored: false)) { _ in 40 }
        #expect(run(bench, .advice).trades == 0)
    }
}
