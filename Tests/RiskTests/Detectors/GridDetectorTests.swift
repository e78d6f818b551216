import Brokerage
import Testing

@testable import Risk

struct GridDetectorTests {
    private let thresholds = GridThresholds()
    private static let minute: Int64 = 60_000_000

    /// A basket of buys at those prices, closed together.
    private func add(_ prices: [Double], net: Double, stop: Double = 0, start: Int64, to detector: inout GridDetector) {
        for (index, price) in prices.enumerated() {
            detector.add(.made(start + Int64(index), at: (start + Int64(index)) * Self.minute, price: price, stop: stop == 0 ? 0 : price - stop))
        }
        for index in prices.indices { detector.add(.made(start + Int64(index), net: net / Double(prices.count)), thresholds) }
    }

    @Test func theReferencesBasketIsAnEvenGrid() throws {
        var basket = Basket(.made(0, at: 0, price: 1.1))
        for (index, price) in [1.098, 1.096, 1.094, 1.092].enumerated() {
            let isLoser = basket.add(.made(Int64(index + 1), at: Int64(index + 1) * Self.minute, price: price))
            #expect(isLoser)
        }
        #expect(basket.adds == 4 && basket.loserShare == 1 && basket.sameSizeShare == 1)
        #expect(try #require(basket.spacingVariation) < 0.001)
        // At 1.09 all five lose 0.1 lot times 20 to 100 pips: 300 USD; the way back to the mean is 60 pips.
        let mean = (1.1 + 1.098 + 1.096 + 1.094 + 1.092) / 5
        #expect(abs((1.09 - mean) * 5 * 10_000 + 300) < 1e-6 && abs(mean - 1.096) < 1e-9)
    }

    @Test func oneGridIsAHintAndThreeAreAHabit() {
        var detector = GridDetector()
        for round in 0..<3 {
            #expect(!detector.isGrid(thresholds))
            add([1.1, 1.098, 1.096, 1.094, 1.092], net: 50, start: Int64(round * 100), to: &detector)
        }
        #expect(detector.isGrid(thresholds))
        #expect(detector.depth == 5 && detector.recent.deals.last == DealID(204))
    }

    @Test func unevenStepsAreAveraging() {
        var detector = GridDetector()
        for round in 0..<8 { add([1.1, 1.0995, 1.096, 1.0952, 1.09], net: round == 3 ? -90 : 40, start: Int64(round * 100), to: &detector) }
        #expect(!detector.isGrid(thresholds) && detector.isAveraging(thresholds))
    }

    @Test func aPlanWithACommonStopIsNone() {
        var detector = GridDetector()
        for round in 0..<6 { add([1.1, 1.098, 1.096, 1.094], net: 50, stop: 0.004, start: Int64(round * 100), to: &detector) }
        #expect(detector.deep == 0 && !detector.isGrid(thresholds))
        var without = GridDetector()
        for round in 0..<6 { add([1.1, 1.098, 1.096, 1.094], net: 50, stop: 0.02, start: Int64(round * 100), to: &without) }
        #expect(without.isGrid(thresholds), "a stop far beyond the steps is no plan's end")
    }

    @Test func addingToWinnersAndOrdersInPartsAreNone() {
        var pyramid = GridDetector()
        for round in 0..<6 { add([1.1, 1.102, 1.104, 1.106], net: 50, start: Int64(round * 100), to: &pyramid) }
        #expect(pyramid.deep == 6 && pyramid.averaged == 0)
        var parts = GridDetector()
        for round in 0..<6 {
            for leg in 0..<5 { parts.add(.made(Int64(round * 10 + leg), at: Int64(round) * Self.minute + Int64(leg), price: 1.1 - Double(leg) * 0.001)) }
            for leg in 0..<5 { parts.add(.made(Int64(round * 10 + leg)), thresholds) }
        }
        #expect(parts.deep == 0)
    }

    /// Trades opened at random times on a random walk, held at random, of one account on one side.
    private func lucky(_ dice: inout Dice, trades: Int) -> GridDetector {
        var (detector, price, open) = (GridDetector(), 1.1, [(deal: Int64, price: Double, left: Int)]())
        for step in 0..<trades * 4 {
            price += dice.normal() * 0.0005
            for slot in open.indices.reversed() {
                open[slot].left -= 1
                guard open[slot].left <= 0 else { continue }
                detector.add(.made(open[slot].deal, net: (price - open[slot].price) * 10_000), thresholds)
                open.remove(at: slot)
            }
            guard dice.chance(25) else { continue }
            detector.add(.made(Int64(step), at: Int64(step) * 10 * Self.minute, price: price))
            open.append((Int64(step), price, 1 + dice.below(24)))
        }
        return detector
    }

    @Test func independentTradesThatOverlapAreLuck() {
        var (dice, found, deep) = (Dice(seed: 5), 0, 0)
        for _ in 0..<400 {
            let detector = lucky(&dice, trades: 300)
            deep += Int(detector.deep)
            if detector.isGrid(thresholds) || detector.isAveraging(thresholds) { found += 1 }
        }
        #expect(deep > 2000, "there are deep baskets to look at")
        #expect(found <= 2, "\(found) of 400")
    }

    @Test func unevenGridsOfManySymbolsAreFound() {
        var found = 0
        for seed in 1...100 {
            var (dice, detector) = (Dice(seed: UInt64(seed)), GridDetector())
            for round in 0..<20 {
                var (price, prices) = (1.1, [1.1])
                for _ in 0..<(3 + dice.below(4)) {
                    price -= 0.0015 * (0.6 + 0.8 * dice.unit())
                    prices.append(price)
                }
                for (leg, price) in prices.enumerated() {
                    detector.add(.made(Int64(round * 10 + leg), at: Int64(round * 10 + leg) * Self.minute, instrument: round % 4, price: price))
                }
                for leg in prices.indices { detector.add(.made(Int64(round * 10 + leg), instrument: round % 4, net: dice.chance(90) ? 5 : -20), thresholds) }
            }
            if detector.isGrid(thresholds) || detector.isAveraging(thresholds) { found += 1 }
        }
        #expect(found >= 95, "\(found) of 100")
    }
}
