import Brokerage
import Testing

@testable import Risk

struct NegativeBalanceGamingTests {
    private let hour: Int64 = 3_600_000_000
    private let gap: Int64 = 100_000_000_000

    private func bet(_ leverage: Double, _ lots: Double, isLong: Bool, before: Double) -> NegativeBalanceGaming.Bet {
        .init(leverage: leverage, cap: 30, units: lots, isLong: isLong, openedAt: gap - Int64(before * Double(hour)))
    }

    @Test func twoOppositeBetsOfAllAheadOfAGapAreGaming() {
        #expect(NegativeBalanceGaming.isGaming(bet(28, 9, isLong: true, before: 1), bet(27, 10, isLong: false, before: 0.5), gap: gap))
    }

    @Test(arguments: [
        (28.0, 9.0, true, 1.0), (23, 9, false, 1), (28, 7.9, false, 1), (28, 9, false, 2.1), (28, 9, false, -0.1),
    ])
    func sameSidesSmallBetsUnlikeSizesAndOtherTimesAreNot(_ leverage: Double, _ lots: Double, _ isLong: Bool, _ before: Double) {
        let other = bet(leverage, lots, isLong: isLong, before: before)
        #expect(!NegativeBalanceGaming.isGaming(bet(27, 10, isLong: true, before: 1), other, gap: gap))
    }

    /// Two accounts of one device that stand against each other so many seconds before the market closes on Friday.
    private func pair(before seconds: Double, shared: Bool = true) -> Bench {
        var bench = Bench()
        let accounts = [bench.account(1, leverage: 30), bench.account(2, leverage: 30)]
        // From Monday noon to Friday, 17:00 in New York.
        let close = (4 * 24 + 10) * 3600.0
        bench.quote("EURUSD", "1.1", "1.1", at: close - 10_000)
        for (account, side) in zip(accounts, [DealAction.buy, .sell]) {
            bench.pay(account, "10000")
            bench.engine.apply(
                ClientSession(
                    login: 1000 + account.rawValue, time: Bench.time(1), address: "203.0.113.\(account.rawValue)", device: shared ? "D-1" : nil),
                account: account)
            bench.trade(account, side, side == .buy ? "2.6" : "2.4", "EURUSD", "1.1", seconds: close - seconds)
        }
        bench.settle(close - seconds + 1)
        return bench
    }

    @Test func linkedAccountsThatBetAheadOfAWeekendAreToldOf() {
        var bench = pair(before: 3600)
        let alert = bench.settle((4 * 24 + 10) * 3600 - 3590).alerts.filter { $0.rule == "LK2" }
        #expect(alert.map(\.account) == [AccountID(1)] && alert.map(\.severity) == [.critical])
        #expect(alert.first?.evidence.contains(AlertEvidence("symbol", "EURUSD")) == true && alert.first?.deals.count == 2)
    }

    @Test(arguments: [(9000.0, true), (3600, false)])
    func earlierBetsAndStrangersAreNot(_ seconds: Double, _ shared: Bool) {
        var bench = pair(before: seconds, shared: shared)
        #expect(bench.settle((4 * 24 + 10) * 3600 - seconds + 10).alerts.filter { $0.rule == "LK2" }.isEmpty)
    }

    @Test func theWeekEndsOnFridayAfternoonInNewYork() {
        let monday = Bench.start.microseconds
        // Winter time until the eighth of March 2026.
        #expect(Rollover.weekend(after: monday) == monday + (4 * 24 + 10) * hour)
        #expect(Rollover.weekend(after: monday + (4 * 24 + 10) * hour - 1) == monday + (4 * 24 + 10) * hour)
        #expect(Rollover.weekend(after: monday + (4 * 24 + 10) * hour) == monday + (11 * 24 + 9) * hour)
    }

    @Test func theNextReleaseOfEitherCurrencyIsFound() {
        var calendar = NewsCalendar()
        for (time, currency) in [(100, 1), (200, 2), (300, 1)] as [(Int64, Int)] { _ = calendar.add(time, currency: currency) }
        #expect(calendar.next(after: 50, 1, 2) == 100 && calendar.next(after: 100, 1, 2) == 200 && calendar.next(after: 100, 1, 3) == 300)
        #expect(calendar.next(after: 300, 1, 2) == nil)
    }
}
