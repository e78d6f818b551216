import Brokerage
import Testing

@testable import Risk

struct AdviceTests {
    private func comparison(_ mean: Double, _ deviation: Double, charge: Double = 0) -> BookComparison {
        let prior = NormalPrior(mean: mean, deviation: 1e9)
        return BookComparison(
            client: YieldPosterior(mean: mean, errorVariance: deviation * deviation, prior: prior, unusual: 0), capitalCharge: charge, covered: 9)
    }

    @Test func advisesTheBookThatEarnsMore() {
        // The house's yield is −18 ± 12 a million: the client's +0.18 ± 0.12 bps.
        let advice = comparison(0.18, 0.12)
        #expect(abs(advice.probability - 0.9878) < 5e-5)
        #expect(abs(advice.saving(40e6) - 1080) < 1e-3)
        #expect(advice.wanted(turnover: 40e6, switching: 50) == .a)
        #expect(advice.wanted(turnover: 1e6, switching: 50) == nil, "27 USD a month are not worth the move")
        #expect(comparison(-0.5, 0.12).wanted(turnover: 40e6, switching: 50) == .b)
        #expect(comparison(-0.09, 0.12).wanted(turnover: 40e6, switching: 50) == nil)
    }

    @Test func capitalThatKeepingTakesSpeaksForCovering() {
        #expect(comparison(-0.09, 0.12).probability < comparison(-0.09, 0.12, charge: 20).probability)
    }

    @Test(arguments: [(50.0, Book.a, 0.999), (-50, .b, 0.001)])
    func adviceIsNeverCertain(_ mean: Double, _ book: Book, _ probability: Double) {
        let advice = comparison(mean, 0.1)
        #expect(advice.wanted(turnover: 1e6, switching: 0) == book && advice.probability == probability)
    }

    /// The days on which the advice changed.
    private func changes(
        _ evaluations: [(day: Int64, wanted: Book?)], isCritical: Bool = false, from state: AdviceState = AdviceState()
    ) -> [Int64] {
        var state = state
        var days: [Int64] = []
        for (day, wanted) in evaluations where state.evaluate(wanted, current: .b, isCritical: isCritical, on: day) { days.append(day) }
        return days
    }

    @Test func aChangeNeedsThreeDays() {
        #expect(changes([(100, .a), (100, .a), (101, .a), (104, .a), (105, .a)]) == [104], "the same day counts once")
    }

    @Test func aDayThatDisagreesStartsTheCountAnew() {
        #expect(changes([(1, .a), (2, .a), (3, nil), (4, .a), (5, .a), (6, .a)]) == [6])
    }

    @Test func nothingIsTakenBackWithinTenDaysButForCriticalEvidence() {
        let back = (Int64(11)...25).map { (day: $0, wanted: Book?.some(.b)) }
        let state = AdviceState(book: .a, since: 10, evaluatedOn: 10)
        #expect(changes(back, from: state) == [20])
        #expect(changes(back, isCritical: true, from: state) == [13])
    }

    @Test func adviceComesAfterThreeDaysAndSurvivesARestart() throws {
        var bench = Bench()
        let account = bench.account(1)
        bench.quote("EURUSD", "1.10000", "1.10001")
        for index in 0..<200 {
            let at = Double(index) * 900
            let position = bench.trade(account, .buy, "1", "EURUSD", "1.10000", seconds: at)
            bench.trade(account, .sell, "1", "EURUSD", "1.10050", position: position, entry: .out, profit: "50", seconds: at + 300)
        }
        var stored: [AdviceRecord] = []
        for day in 3...5 {
            stored = bench.settle(Double(day) * 86_400).advice
            let again = bench.settle(Double(day) * 86_400 + 60).advice
            #expect(stored.count == 1 && again.isEmpty)
            bench.pay(account, "1", seconds: Double(day) * 86_400 + 100)
        }
        let advice = try #require(bench.engine.score(of: account)?.advice)
        #expect(advice.book == .a && advice.savingUSD > 0 && advice.probability > 0.8)
        #expect(advice.since == Timestamp(seconds: 1_772_452_800 / 86_400 * 86_400 + 5 * 86_400))
        var again = Bench()
        again.account(1)
        again.quote("EURUSD", "1.10000", "1.10001")
        for (id, deal) in bench.deals[account] ?? [] { again.engine.apply(deal, id: id, account: account) }
        again.engine.restore(advice: stored)
        _ = again.settle(5 * 86_400 + 200)
        #expect(again.engine.score(of: account)?.advice?.since == advice.since)
    }

    @Test func coversNoMoreThanTheLimitNeeds() {
        #expect(CoverRatio.needed(contribution: 1000, limit: 400) == 0.6)
        #expect(CoverRatio.needed(contribution: 300, limit: 400) == 0)
        #expect(CoverRatio.needed(contribution: -300, limit: 0) == 0)
        #expect(CoverRatio.needed(contribution: 300, limit: -5) == 1)
    }

    @Test func partialCoverIsAdvisedToWhoseRiskPassesItsLimit() throws {
        var settings = RiskSettings()
        settings.house.clientValueAtRisk = 10_000
        var (bench, free) = (Bench(settings), Bench())
        for number in 0..<2 {
            var story = number == 0 ? bench : free
            var market = MarketDays(seed: 1, [("XAUUSD", 2000, 0.01)])
            let accounts = [story.account(1), story.account(2), story.account(3, book: .a)]
            market.run(&story, days: 300)
            story.settle(300 * 86_400)
            story.quote("XAUUSD", "2000", "2000", at: 300 * 86_400 + 1)
            for (account, lots) in zip(accounts, ["6", "0.5", "9"]) { story.trade(account, .buy, lots, "XAUUSD", "2000", seconds: 300 * 86_400 + 1) }
            story.settle(300 * 86_400 + 2)
            if number == 0 { bench = story } else { free = story }
        }
        let risk = try #require(bench.engine.valueAtRisk().parametric?.valueAtRisk)
        #expect(risk > 20_000)
        let share = try #require(bench.engine.score(of: AccountID(1))?.coverShare)
        #expect(abs(share - (1 - 10_000 / (risk * 6 / 6.5))) < 1e-6)
        #expect(bench.engine.score(of: AccountID(2))?.coverShare == 0)
        #expect(bench.engine.score(of: AccountID(3))?.coverShare == nil, "covered already")
        #expect(free.engine.score(of: AccountID(1))?.coverShare == nil)
    }
}
