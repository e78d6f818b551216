import Brokerage
import Testing

@testable import Risk

struct SnipingTests {
    private let thresholds = SnipingThresholds()
    private static let hour: Int64 = 3_600_000_000

    /// Results in basis points, in two symbols by turns.
    private func history(_ here: [Double], _ elsewhere: [Double], perDay: Int64 = 4) -> ClientHistory {
        var history = ClientHistory()
        for (instrument, results) in [here, elsewhere].enumerated() {
            let symbol = history.symbol(of: instrument)
            for (index, result) in (results + [0]).enumerated() {
                let time = Bench.start.microseconds + Int64(index) * 24 * Self.hour / perDay
                history.add(.made(Int64(index), from: time, to: time + 1, instrument: instrument, net: result, notional: 10_000), of: symbol)
            }
        }
        return history
    }

    private func normal(_ n: Int, mean: Double, _ dice: inout Dice) -> [Double] { (0..<n).map { _ in mean + 5 * dice.normal() } }

    @Test func earningInOneSymbolOnlyIsFound() throws {
        var dice = Dice(seed: 4)
        let history = history(normal(60, mean: 6, &dice), normal(200, mean: -0.2, &dice))
        let found = try #require(Sniping(history, thresholds))
        #expect(found.symbol == 0 && found.t > 4 && found.logP < -4)
        #expect(abs(found.here.mean - 6) < 2 && abs(found.elsewhere.mean) < 1.5)
    }

    @Test func oneDayOfNewsIsNoHabit() {
        var dice = Dice(seed: 4)
        // Six results of one day made it all.
        let here = normal(40, mean: 0, &dice) + (0..<6).map { _ in 60.0 + dice.normal() } + normal(20, mean: 0, &dice)
        let history = history(here, normal(200, mean: -0.2, &dice), perDay: 8)
        #expect(Sniping(history, thresholds)?.t ?? 0 < 4)
    }

    @Test func aBasketIsOneResult() {
        var history = ClientHistory()
        let symbol = history.symbol(of: 0)
        for index in 0..<100 { history.add(.made(Int64(index), to: Bench.start.microseconds + Int64(index), net: 10), of: symbol) }
        #expect(history.observations.n == 0, "the only cluster is not complete")
    }

    @Test func equalSymbolsAreLuck() {
        var (dice, found) = (Dice(seed: 9), 0)
        for _ in 0..<500 {
            let history = history(normal(60, mean: 0, &dice), normal(100, mean: 0, &dice))
            if let sniping = Sniping(history, thresholds), sniping.t > 4 { found += 1 }
        }
        #expect(found <= 1)
    }
}
