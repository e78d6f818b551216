import Testing

@testable import Risk

struct BetaPriorTests {
    /// Clients whose own shares lie around a rate, by a sum of uniform draws of that spread.
    private func clients(rate: Double, spread: Double, _ dice: inout Dice) -> [(hits: Int, n: Int)] {
        (0..<400).map { index in
            let (share, n) = (min(max(rate + spread * dice.normal(), 0), 1), 20 + index % 5 * 60)
            return ((0..<n).count { _ in dice.unit() < share }, n)
        }
    }

    @Test func strengthComesFromTheSpreadBeyondCounting() throws {
        var dice = Dice(seed: 1)
        // A beta of strength 50 around 0.382 has a deviation of √(0.382 · 0.618 / 51) = 0.068.
        let prior = try #require(BetaPrior(clients(rate: 0.382, spread: 0.068, &dice)))
        #expect(abs(prior.rate - 0.382) < 0.02 && prior.strength > 40 && prior.strength < 62)
    }

    @Test func clientsWhoAreAllAlikeMakeAStrongPriorAndUnlikeOnesTheFloor() throws {
        var dice = Dice(seed: 2)
        #expect(try #require(BetaPrior(clients(rate: 0.4, spread: 0, &dice))).strength > 500)
        #expect(try #require(BetaPrior(clients(rate: 0.4, spread: 0.3, &dice))).strength == BetaPrior.leastStrength)
        #expect(BetaPrior([(3, 5)]) == nil && BetaPrior([(0, 0), (0, 0)]) == nil)
        #expect(BetaPrior([(0, 5), (0, 9)])?.strength == BetaPrior.mostStrength)
    }
}
