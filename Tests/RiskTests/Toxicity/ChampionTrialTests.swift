import Testing

@testable import Risk

struct ChampionTrialTests {
    /// A forecast by which only the logistic model says anything.
    private static func forecast(_ score: Float, day: Int32) -> ToxicityForecast {
        var forecast = ToxicityForecast(inputs: InlineArray(repeating: .zero), day: day, symbol: 0, hour: 0)
        forecast.set(score, .logistic, 0)
        return forecast
    }

    /// Days of 100 trades, a tenth of them toxic. `rank` gives the score of a toxic trade, `gain` what it gained.
    private static func run(
        _ trial: inout ChampionTrial, days: Range<Int32>, rank: Float, gain: Float = 2, _ dice: inout Dice
    ) {
        for day in days {
            for trade in 0..<100 {
                let isToxic = trade % 10 == 0
                let luck = Float(dice.below(1000)) / 500 - 1
                _ = trial.add(
                    forecast((isToxic ? rank : 0) + luck / 10, day: day), 0, isToxic: isToxic, gain: (isToxic ? gain : -0.5) + luck)
            }
        }
    }

    @Test func aModelThatSavesMoneyTakesOverAfterTwentyDaysAndNotBefore() throws {
        var (trial, dice) = (ChampionTrial(), Dice(seed: 41))
        Self.run(&trial, days: 0..<20, rank: 2, &dice)
        #expect(trial.champion == .baseRate)
        Self.run(&trial, days: 20..<21, rank: 2, &dice)
        #expect(trial.champion == .logistic)
        let change = try #require(trial.changes.first)
        #expect(change.day == 20 && change.from == .baseRate && change.to == .logistic && change.blocks == 20)
        // A tenth of 100 trades, each 2 bps instead of the mean of −0.25.
        #expect(abs(change.gain - 22.5) < 2 && change.low < change.gain && change.gain < change.high)
    }

    @Test func aModelThatRanksWellButSavesNothingStaysOutside() {
        var (trial, dice) = (ChampionTrial(), Dice(seed: 42))
        Self.run(&trial, days: 0..<60, rank: 2, gain: -0.5, &dice)
        #expect(trial.blocks.last.map { $0.auc(.logistic) > 0.9 } == true)
        #expect(trial.champion == .baseRate)
    }

    @Test func aChampionThatStopsWorkingFalls() throws {
        var (trial, dice) = (ChampionTrial(), Dice(seed: 43))
        Self.run(&trial, days: 0..<30, rank: 2, &dice)
        #expect(trial.champion == .logistic)
        Self.run(&trial, days: 30..<90, rank: -2, &dice)
        #expect(trial.champion == .baseRate)
        let change = try #require(trial.changes.last)
        #expect(change.to == .baseRate && change.day < 80)
    }

    @Test func thinDaysAreJoined() {
        var (trial, dice) = (ChampionTrial(), Dice(seed: 44))
        for day in 0..<40 as Range<Int32> {
            for _ in 0..<30 { _ = trial.add(Self.forecast(0, day: day), 0, isToxic: dice.chance(10), gain: .nan) }
        }
        #expect(trial.blocks.count == 9)
        // Nobody knows what such trades gained.
        #expect(trial.blocks.allSatisfy { $0.acted == 0 && $0.gain(.logistic) == 0 })
    }
}
