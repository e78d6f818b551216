import Testing

@testable import Simulator

@Suite struct ExactTests {
    @Test func productsAndQuotientsRoundHalfAwayFromZero() {
        #expect(Exact.multiply(150_000_000, 3) == 5)
        #expect(Exact.multiply(-150_000_000, 3) == -5)
        #expect(Exact.divide(100_000_000, 300_000_000) == 33_333_333)
        #expect(Exact.divide(-200_000_000, 300_000_000) == -66_666_667)
        #expect(Exact.round(1_234_567_890, digits: 2) == 1_235_000_000)
        #expect(Exact.round(-1_234_500_000, digits: 2) == -1_235_000_000)
    }

    @Test func nothingTrapsAtTheEndsOfTheRange() {
        #expect(Exact.multiply(.max, .max) == .max)
        #expect(Exact.multiply(.min, .max) == .min)
        #expect(Exact.divide(1, 0) == 0)
        #expect(Exact.amount(lots: .max, contract: .max, price: .max) == .max)
        #expect(Exact.share(.max, .max, of: 1) == .max)
    }

    @Test func oneLotOfEuroMovesTenDollarsAPip() {
        #expect(Exact.amount(lots: 100_000_000, contract: 100_000, price: 10_000) == 1_000_000_000)
    }
}
