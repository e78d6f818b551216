import Brokerage
import Testing

@testable import Risk

struct ScoreTests {
    @Test func sharesPointsInProportionAndExactly() {
        let scale = ScoreScale(baseRate: 0.1)
        let contributions = [1.8, 0.6, 1.2, 0.9, -0.3]
        let points = scale.share(contributions)
        #expect(abs(scale.base + 2.2) < 1e-12)
        #expect(abs(scale.basePoints - 9.98) < 5e-3)
        for (point, expected) in zip(points, [33.47, 11.16, 22.32, 16.74, -5.58]) { #expect(abs(point - expected) < 5e-3) }
        #expect(abs(scale.basePoints + points.reduce(0, +) - scale.points(2.0)) < 1e-12)
        #expect(Int(scale.points(2.0).rounded()) == 88)
    }

    @Test func contributionsThatCancelLeaveNothingToShareOut() {
        let scale = ScoreScale(baseRate: 0.1)
        let points = scale.share([0.5, -0.5])
        #expect(abs(points.reduce(0, +)) < 1e-12)
        #expect(scale.share([0, 0]) == [0, 0])
        #expect(points.allSatisfy { $0.isFinite })
    }

    @Test(arguments: [(0, RiskBand.normal), (29, .normal), (30, .watch), (59, .watch), (60, .high), (79, .high), (80, .critical), (100, .critical)])
    func bandsBeginAtThirtySixtyAndEighty(_ score: Int, _ band: RiskBand) {
        #expect(RiskBand(score: score) == band)
    }

    @Test(arguments: 1...30)
    func reasonsSumToTheScore(_ seed: UInt64) throws {
        var story = RandomStory(seed: seed, accounts: 3)
        story.run(steps: 600)
        for account in story.accounts {
            let score = try #require(story.bench.engine.score(of: account))
            let sum = score.basePoints + score.reasons.reduce(0) { $0 + $1.points }
            #expect(abs(sum - Double(score.score)) <= 0.5 + 1e-9)
            #expect(score.reasons.allSatisfy { !$0.evidence.isEmpty && !$0.innocentExplanation.isEmpty && $0.points.isFinite })
        }
    }

    @Test(arguments: 1...20)
    func pointsSumExactlyBeforeRounding(_ seed: UInt64) throws {
        var story = RandomStory(seed: seed, accounts: 4)
        story.run(steps: 400)
        let engine = story.bench.engine
        for (index, account) in story.accounts.enumerated() {
            let score = try #require(engine.score(of: account))
            let verdict = ClientVerdict(engine.accounts[index], engine.settings, engine.population)
            let whole = engine.scale.points(ScoreTerm.all.reduce(engine.scale.base) { $0 + $1.logOdds(verdict) })
            let held = verdict.trips < ScoreScale.enoughTrips ? min(whole, ScoreScale.fewDataCap) : whole
            #expect(abs(score.reasons.reduce(score.basePoints) { $0 + $1.points } - held) < 1e-9)
            #expect(score.score == Int(held.rounded()))
        }
    }

    @Test func fewTripsHoldTheScoreUnderSixty() throws {
        var verdict = ClientVerdict()
        (verdict.isScalper, verdict.isMartingale, verdict.isGainingFast, verdict.gain, verdict.depth) = (true, true, true, 1, 9)
        verdict.trips = 9
        verdict.edge = EdgeDetector(strongHistory(), population: .initial)
        (verdict.shortShare, verdict.isEarning) = (0.9, true)
        let scale = ScoreScale(baseRate: 0.1)
        let brief = Scoring.brief(verdict, scale, watermark: nil)
        #expect(brief.score == 59 && brief.band == .watch && !brief.enoughData)
        let reasons = Scoring.reasons(ClientAccount(id: AccountID(1), connection: 0, login: 1, book: .b), verdict, scale, RiskSettings(), usdRate: 1)
        #expect(reasons.last?.code == "few_data")
        #expect(abs(reasons.reduce(scale.basePoints) { $0 + $1.points } - 59) < 1e-9)
        verdict.trips = 10
        #expect(Scoring.brief(verdict, scale, watermark: nil).score > 80)
    }

    private func strongHistory() -> ClientHistory {
        var history = ClientHistory()
        let symbol = history.symbol(of: 0)
        for index in 0..<400 {
            history.add(
                RoundTrip(
                    instrument: 0, isLong: true, lots: 1, openPrice: 1, closePrice: 1, openedAt: Int64(index) * 3_600_000_000 - 1_000_000,
                    closedAt: Int64(index) * 3_600_000_000,
                    net: Money(20), notional: 10_000, opening: DealID(0), closing: DealID(0), counts: true), of: symbol)
        }
        return history
    }

    @Test func expectsTheLossOfTheReferencesExample() {
        var edge = EdgeDetector(strongHistory(), population: .initial)
        edge?.posterior = YieldPosterior(
            mean: 0.8, errorVariance: 16 / 400, prior: NormalPrior(mean: -0.15, deviation: 0.6), unusual: 0)
        let loss = edge.map { Scoring.expectedLoss($0, turnover: 40e6) }
        #expect(abs((loss?.usd ?? 0) - 2820) < 1)
        #expect(abs((loss?.low ?? 0) - 1847) < 1)
        #expect(abs((loss?.high ?? 0) - 3793) < 1)
    }

    @Test func probabilitiesAreToldToTheThousandth() {
        #expect([0.0, 0.0004, 0.25, 0.9994, 1].map(Figure.probability) == ["under 0.001", "under 0.001", "0.250", "over 0.999", "over 0.999"])
    }

    @Test func turnoverFadesByHalfInTenBusinessDays() {
        var turnover = Turnover()
        let monday = Bench.start.microseconds
        turnover.add(1_000_000, at: monday)
        #expect(abs(turnover.month(asOf: monday) - 21_000_000) < 1e-6)
        // A fortnight of silence: ten business days.
        let later = turnover.month(asOf: monday + 14 * 86_400_000_000)
        #expect(later < 21_000_000 / 10 && later > 0)
        var steady = Turnover()
        for day in 0..<60 where (day % 7) < 5 { steady.add(1000, at: monday + Int64(day) * 86_400_000_000) }
        #expect(abs(steady.month(asOf: monday + 56 * 86_400_000_000) - 21_000) < 21)
    }

    @Test func sameHistorySameScoreWhateverTheProcess() throws {
        var first = RandomStory(seed: 99, accounts: 2)
        var second = RandomStory(seed: 99, accounts: 2)
        first.run(steps: 300)
        second.run(steps: 300)
        for account in first.accounts {
            #expect(first.bench.engine.score(of: account) == second.bench.engine.score(of: account))
        }
    }
}
