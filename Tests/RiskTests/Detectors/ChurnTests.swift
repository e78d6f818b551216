import Brokerage
import Testing

@testable import Risk

struct ChurnTests {
    private let thresholds = ChurnThresholds()
    private static let day: Int64 = 86_400_000_000

    private func month(deposit: Double, costs: Double, result: Double, trips: Int, days: Int64 = 20) -> MonthWindow {
        var window = MonthWindow()
        window.add(deposit: deposit, at: Bench.start.microseconds)
        for index in 0..<trips {
            let time = Bench.start.microseconds + Int64(index) * days * Self.day / Int64(trips)
            window.add(turnover: 10_000, at: time)
            window.add(costs: -costs / Double(trips), result: (result - costs) / Double(trips), at: time)
        }
        return window
    }

    @Test func costsThatEatTheDepositsAreChurning() throws {
        let window = month(deposit: 5000, costs: 4200, result: 300, trips: 200)
        let sums = window.total(asOf: Bench.start.microseconds + 21 * Self.day)
        let churn = try #require(Churn(sums, funds: 0, rebate: 0))
        #expect(abs(churn.share - 0.84) < 1e-4)
        #expect(churn.isChurning(hold: 60, thresholds))
        #expect(!churn.isChurning(hold: 86_400, thresholds), "who holds for days does not churn")
        // Rebates of 400 USD a million on two millions.
        #expect(abs(try #require(Churn(sums, funds: 0, rebate: 400)).share - 1) < 1e-4)
    }

    @Test func tradingThatWinsOrLosesIsNone() throws {
        for result in [9000.0, -4000] {
            let sums = month(deposit: 5000, costs: 4200, result: result, trips: 200).total(asOf: Bench.start.microseconds)
            #expect(!(try #require(Churn(sums, funds: 0, rebate: 0)).isChurning(hold: 60, thresholds)))
        }
    }

    @Test func thirtyDaysAreForgotten() {
        let window = month(deposit: 5000, costs: 4200, result: 0, trips: 10, days: 1)
        let first = window.total(asOf: Bench.start.microseconds)
        #expect(first.deposits == 5000 && first.trips == 10)
        #expect(window.total(asOf: Bench.start.microseconds + 31 * Self.day) == MonthWindow.Sums())
        #expect(Churn(MonthWindow.Sums(), funds: 100, rebate: 0) == nil)
    }

    @Test func oldAndFarTimesAreTakenAsTheyCome() {
        var window = MonthWindow()
        for time in [Int64.max, .min, 0, .max] { window.add(deposit: 1, at: time) }
        #expect(window.total(asOf: .max).deposits == 2)
        #expect(window.total(asOf: .min).deposits == 2)
    }
}
