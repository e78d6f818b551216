import Brokerage
import Testing

@testable import Bridge

struct RequestBudgetTests {
    let start = Timestamp(seconds: 1_700_000_000)

    @Test func letsABurstThroughAndThenKeepsThePace() {
        var budget = RequestBudget(perSecond: 5)
        for _ in 0..<5 { #expect(budget.take(at: start) == .zero) }
        #expect(budget.take(at: start) == .milliseconds(200))
        #expect(budget.take(at: start) == .milliseconds(400))
        #expect(budget.take(at: start + .seconds(1)) == .zero)
    }

    @Test func halvesWhenTheServerComplainsAndGrowsSlowlyAfterwards() {
        var budget = RequestBudget(perSecond: 5)
        budget.refused(at: start)
        #expect(budget.rate == 2.5)
        _ = budget.take(at: start + .seconds(9))
        #expect(budget.rate == 2.5)
        _ = budget.take(at: start + .seconds(10))
        #expect(budget.rate == 2.75)
        for second in 20..<200 { _ = budget.take(at: start + .seconds(second)) }
        #expect(budget.rate == 5)
    }

    @Test func neverStopsAltogether() {
        var budget = RequestBudget(perSecond: 5)
        for _ in 0..<100 { budget.refused(at: start) }
        #expect(budget.rate == RequestBudget.slowest)
    }

    @Test func bearsAClockThatIsSetBackOrFarForward() {
        var budget = RequestBudget(perSecond: 5)
        _ = budget.take(at: start)
        #expect(budget.take(at: start - .seconds(86_400)) == .zero)
        for _ in 0..<5 { _ = budget.take(at: start + .seconds(86_400)) }
        #expect(budget.take(at: start + .seconds(86_400)) > .zero)
    }
}
