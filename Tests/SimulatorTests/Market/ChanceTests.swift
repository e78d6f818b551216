import Testing

@testable import Simulator

@Suite struct ChanceTests {
    @Test func oneSeedGivesOneSequence() {
        var (one, two, other) = (Chance(seed: 4), Chance(seed: 4), Chance(seed: 5))
        let first = (0..<100).map { _ in one.next() }
        #expect(first == (0..<100).map { _ in two.next() })
        #expect(first != (0..<100).map { _ in other.next() })
    }

    @Test func normalDrawsHaveMeanZeroAndDeviationOne() {
        var chance = Chance(seed: 1)
        let draws = (0..<50_000).map { _ in chance.normal() }
        let mean = draws.reduce(0, +) / 50_000
        let variance = draws.reduce(0) { $0 + $1 * $1 } / 50_000
        #expect(abs(mean) < 0.02)
        #expect(abs(variance - 1) < 0.03)
    }

    @Test func theQuantileKnowsItsLandmarks() {
        #expect(abs(NormalQuantile.value(0.5)) < 1e-8)
        #expect(abs(NormalQuantile.value(0.975) - 1.959963985) < 1e-6)
        #expect(abs(NormalQuantile.value(0.001) + 3.090232306) < 1e-6)
    }

    @Test func weightedChoicesComeAsOftenAsTheyWeigh() {
        var chance = Chance(seed: 2)
        let draws = (0..<10_000).map { _ in chance.pick([("a", 3.0), ("b", 1), ("never", 0)]) }
        #expect((7200...7800).contains(draws.count { $0 == "a" }))
        #expect(!draws.contains("never"))
    }
}
