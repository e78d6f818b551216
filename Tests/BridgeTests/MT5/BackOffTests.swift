import Testing

@testable import Bridge

struct BackOffTests {
    @Test func staysBetweenOneSecondAndTwoMinutesWithinAFifth() {
        for chance in [0, 0.5, 0.999] {
            for spread in [0, 0.5, 0.999] {
                var backOff = BackOff()
                for _ in 0..<50 {
                    let pause = backOff.pause(healthySeconds: 0, chance: chance, spread: spread)
                    #expect(pause >= .milliseconds(800))
                    #expect(pause <= .milliseconds(144_000))
                }
            }
        }
    }

    @Test func waitsLongerWithEachFailureAndStartsOverAfterHealth() {
        var backOff = BackOff()
        let pauses = (0..<8).map { _ in backOff.pause(healthySeconds: 0, chance: 1, spread: 0.5) }
        #expect(pauses.first == .seconds(2))
        #expect(pauses.last == .seconds(120))
        #expect(pauses == pauses.sorted())
        #expect(backOff.pause(healthySeconds: 59, chance: 1, spread: 0.5) == .seconds(120))
        #expect(backOff.pause(healthySeconds: 60, chance: 1, spread: 0.5) == .seconds(2))
    }
}
