import Testing

@testable import Risk

struct NegativeBalanceGamingTests {
    private let hour: Int64 = 3_600_000_000
    private let gap: Int64 = 100_000_000_000

    private func bet(_ leverage: Double, _ lots: Double, isLong: Bool, before: Double) -> NegativeBalanceGaming.Bet {
        .init(leverage: leverage, cap: 30, lots: lots, isLong: isLong, openedAt: gap - Int64(before * Double(hour)))
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
}
