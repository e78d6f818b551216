import Brokerage
import Testing

@testable import Risk

struct AlarmMachineTests {
    private func path(_ values: [Double], every seconds: Double = 1, cooldown: Duration = .zero) -> [AlertAction?] {
        var machine = AlarmMachine()
        return values.enumerated().map { index, value in
            machine.observe(.above(value, 10_000, step: 5000, severity: .warning), cooldown: cooldown, at: Bench.time(Double(index) * seconds))
        }
    }

    @Test func firesAtTheThresholdAndAtEachFurtherStep() {
        #expect(path([9800, 10_200, 10_900, 15_100, 14_800, 20_300]) == [nil, .open, nil, .stepUp, nil, .stepUp])
    }

    @Test func countsReturnsInsteadOfFiringAgain() {
        #expect(path([10_200, 9000, 10_300, 9000, 10_400]) == [.open, nil, .count, nil, .count])
    }

    @Test func rearmsAfterFiveMinutesUnderEightyPercent() {
        #expect(path([10_200, 7000, 7000, 10_200], every: 150) == [.open, nil, nil, .open])
        #expect(path([10_200, 8500, 8500, 8500, 10_200], every: 150) == [.open, nil, nil, nil, .count], "not calm enough")
        #expect(path([10_200, 7000, 8500, 7000, 10_200], every: 150) == [.open, nil, nil, nil, .count], "not calm long enough")
    }

    @Test func insideTheCooldownARearmedAlarmOnlyCounts() {
        let long = Duration.seconds(3600)
        #expect(path([10_200, 7000, 7000, 10_200], every: 150, cooldown: long) == [.open, nil, nil, .count])
        #expect(path([10_200, 7000, 7000, 10_200], every: 1500, cooldown: long) == [.open, nil, nil, .open])
        #expect(path([10_200, 7000, 7000, 15_100], every: 150, cooldown: long) == [.open, nil, nil, .stepUp])
    }

    @Test func growingSeverityIsAStep() {
        var machine = AlarmMachine()
        let (warning, critical) = (Reading.above(9, 8, severity: .warning), Reading.above(11, 8, severity: .critical))
        #expect(machine.observe(warning, cooldown: .seconds(900), at: Bench.time(0)) == .open)
        #expect(machine.observe(critical, cooldown: .seconds(900), at: Bench.time(1)) == .stepUp)
        #expect(machine.observe(warning, cooldown: .seconds(900), at: Bench.time(2)) == nil)
        #expect(machine.observe(critical, cooldown: .seconds(900), at: Bench.time(3)) == nil)
    }

    @Test func lowValuesAreBadWhereTheRuleSaysSo() {
        var machine = AlarmMachine()
        func see(_ level: Double, _ seconds: Double) -> AlertAction? {
            machine.observe(.below(level, 100, severity: .info), cooldown: .zero, at: Bench.time(seconds))
        }
        #expect(see(100, 0) == nil)
        #expect(see(99, 1) == .open)
        #expect(see(-5, 2) == nil)
        #expect(see(130, 3) == nil)
        #expect(see(99, 400) == .open)
    }
}
