import Brokerage
import Testing

@testable import Risk

struct ModelCardTests {
    @Test func theCardTellsOfEveryMonthWhatWasForecastAndWhatCame() throws {
        var stream = TradeStream(seed: 61, tradesADay: 60)
        stream.run(3_000) { -1 + $0[.referenceLead] }
        let card = stream.models.card()
        #expect(Array(Set(card.records.map(\.monthName))).sorted() == ["2026-03", "2026-04"])
        #expect(card.records.count == 6 && card.records.allSatisfy { $0.horizonSeconds == 10 })
        #expect(card.records.filter { $0.model == .baseRate }.reduce(0) { $0 + $1.n } == 3_000)
        for record in card.records {
            #expect(record.calibration.reduce(0) { $0 + $1.n } == record.n)
            #expect(record.brier > 0 && record.brier < 0.3 && record.logLoss > record.brier)
            let (low, auc, high) = (try #require(record.aucLow), try #require(record.auc), try #require(record.aucHigh))
            #expect(low < auc && auc < high)
        }
        let last = card.records.suffix(3)
        #expect(last.map(\.model) == [.baseRate, .logistic, .network])
        let (base, logistic) = (try #require(last.first), try #require(last.dropFirst().first))
        #expect(try #require(logistic.auc) > (try #require(base.auc)) + 0.1)
        #expect(logistic.brier < base.brier && logistic.logLoss < base.logLoss && logistic.gain > base.gain)
        // Forecasts come true about as often as they say.
        for bin in logistic.calibration where bin.n > 100 { #expect(abs(bin.predicted - bin.observed) < 0.12) }
        #expect(card.champions.count == 3 && card.drift.count == 3)
    }

    @Test func brierAndLogLossAreTheirFormulas() {
        var tally = ToxicityTally()
        tally.add(Logit.of(0.8), isToxic: true)
        tally.add(Logit.of(0.4), isToxic: false)
        #expect(abs(tally.squaredError - (0.04 + 0.16)) < 1e-6)
        #expect(abs(tally.logLoss - (0.223_144 + 0.510_826)) < 1e-5)
        #expect(tally.calibration[8].n == 1 && tally.calibration[8].toxic == 1 && tally.calibration[4].n == 1)
    }

    @Test(arguments: [
        (0, 1970, 1), (30, 1970, 1), (31, 1970, 2), (-1, 1969, 12), (19_782, 2024, 2), (19_783, 2024, 3), (20_513, 2026, 3), (11_016, 2000, 2),
    ] as [(Int32, Int, Int)])
    func daysBelongToTheirMonths(_ day: Int32, _ year: Int, _ month: Int) {
        let found = ToxicityMonth(day: day)
        #expect(found.year == year && found.month == month && found.contains(day))
    }

    @Test func onlyTheNewestMonthsAreKept() {
        var months = ToxicityMonths()
        for month in 0..<40 as Range<Int32> { #expect(months.place(month * 31) != nil) }
        #expect(months.months.count == ToxicityMonths.limit)
        #expect(months.place(0) == nil)
        // One that was left out on the way finds its place.
        #expect(zip(months.months, months.months.dropFirst()).allSatisfy { $0.number < $1.number })
    }

    @Test func anEngineWithoutTradesHasACardWithoutRecords() {
        let card = RiskEngine().modelCard()
        #expect(card.records.isEmpty && card.changes.isEmpty && card.drift.isEmpty)
        #expect(card.champions.map(\.model) == [.baseRate, .baseRate, .baseRate])
    }
}
