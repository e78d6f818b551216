import Testing

@testable import Risk

struct FlowToxicityTests {
    @Test func keepsOrPassesOnByTheWorkedExample() throws {
        let plain = Internalisation(halfSpread: 0.5, shock: 1.5, inventoryPenalty: 0)
        #expect(abs(try #require(plain.cutoff(inventory: 2, isBuy: true)) - 1.0 / 3) < 1e-12)
        #expect(plain.keeps(toxicity: 0.38, inventory: 2, isBuy: true) == false)
        let careful = Internalisation(halfSpread: 0.5, shock: 1.5, inventoryPenalty: 0.1)
        #expect(abs(try #require(careful.cutoff(inventory: 2, isBuy: true)) - 0.533_333_333_333) < 1e-9)
        #expect(careful.keeps(toxicity: 0.38, inventory: 2, isBuy: true) == true)
        // A sale would make the long position larger.
        #expect(abs(try #require(careful.cutoff(inventory: 2, isBuy: false))) < 1e-12)
        #expect(Internalisation(halfSpread: 0.5, shock: 0, inventoryPenalty: 0).cutoff(inventory: 0, isBuy: true) == nil)
        #expect(plain.keeps(toxicity: .nan, inventory: 0, isBuy: true) == nil)
    }

    @Test func oneSidedFlowIsTheWorkedExample() throws {
        let buys = [60.0, 75, 40, 90, 55]
        #expect(abs(try #require(FlowImbalance.vpin(buys.map { ($0, 100 - $0) })) - 0.36) < 1e-12)
        #expect(FlowImbalance.vpin([]) == nil)
        #expect(abs(FlowImbalance.bulkBuyShare(1) - 0.8413) < 5e-5)
    }

    @Test func aDayOfOneSidedFlowStandsOutAgainstSixtyDays() throws {
        var flow = FlowImbalance()
        var dice = Dice(seed: 51)
        func trade(_ day: Int64, _ count: Int, buys: Int) {
            for _ in 0..<count { flow.add(Double(1 + dice.below(5)), isBuy: dice.chance(buys), day: day) }
        }
        trade(0, 1_000, buys: 50)
        #expect(flow.value == nil && flow.percentile == nil)
        for day in 1...59 as ClosedRange<Int64> { trade(day, 1_000, buys: 50) }
        let calm = try #require(flow.value)
        #expect(calm < 0.35)
        trade(60, 1_000, buys: 90)
        #expect(try #require(flow.value) > 0.7)
        #expect(try #require(flow.percentile) > 0.97)
    }

    @Test func volumesThatMakeNoSenseDoNoHarm() throws {
        var flow = FlowImbalance()
        for day in 0..<70 as Range<Int64> {
            for volume in [1, .nan, -.infinity, .infinity, -1, 0, 1e300, .leastNonzeroMagnitude, 1] as [Double] {
                flow.add(volume, isBuy: day % 2 == 0, day: day)
            }
        }
        #expect((0...1).contains(try #require(flow.value)))
        flow.add(1, isBuy: true, day: .min)
    }
}
