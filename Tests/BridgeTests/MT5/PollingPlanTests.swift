import Brokerage
import Testing

@testable import Bridge

struct PollingPlanTests {
    let start = Timestamp(seconds: 1_700_000_000)

    @Test func makesEveryCallAtFirstInTheOrderOfTheirWeight() {
        var plan = PollingPlan.state(from: start)
        var calls: [PollingPlan.Call] = []
        while let next = plan.next(at: start), next.wait == .zero {
            calls.append(next.call)
            plan.answered(next.call, changed: true, took: .zero, at: start)
        }
        #expect(calls == [.clock, .ticks, .positions, .accounts, .quietTicks, .users, .market])
    }

    @Test func slowsDownWhileNothingChangesAndComesBackWhenItDoes() {
        var plan = PollingPlan.history(from: start)
        plan.postpone(.tapes, until: start + .seconds(600))
        plan.postpone(.dealsOfHour, until: start + .seconds(3600))
        plan.postpone(.dealsOfTwoDays, until: start + .seconds(86_400))
        for _ in 0..<10 { plan.answered(.deals, changed: false, took: .zero, at: start) }
        #expect(plan.next(at: start)?.wait == .seconds(2))
        plan.answered(.deals, changed: true, took: .zero, at: start)
        #expect(plan.next(at: start)?.wait == .seconds(1))
    }

    @Test func spendsNoMoreThanAThirdOfTheTimeOnOneCall() {
        var plan = PollingPlan.history(from: start)
        plan.postpone(.tapes, until: start + .seconds(600))
        plan.postpone(.dealsOfHour, until: start + .seconds(3600))
        plan.postpone(.dealsOfTwoDays, until: start + .seconds(86_400))
        plan.answered(.deals, changed: true, took: .seconds(5), at: start)
        #expect(plan.next(at: start)?.wait == .seconds(10))
    }

    @Test func aBusySessionStarvesNoCall() {
        var plan = PollingPlan.state(from: start)
        var now = start
        var made: [PollingPlan.Call: Int] = [:]
        for _ in 0..<2000 {
            guard let next = plan.next(at: now) else { break }
            now = now + next.wait + .milliseconds(800)
            made[next.call, default: 0] += 1
            plan.answered(next.call, changed: true, took: .milliseconds(800), at: now)
        }
        #expect(made.count == 7)
        #expect(made[.users, default: 0] >= 10)
        #expect(made[.ticks, default: 0] > made[.users, default: 0])
    }

    @Test func asksAgainForWhatWasPutOffAfterTenMinutes() {
        var plan = PollingPlan.history(from: start)
        for call in [PollingPlan.Call.deals, .tapes, .dealsOfHour, .dealsOfTwoDays] { plan.postpone(call, until: start + .seconds(PollingPlan.deniedRetry)) }
        #expect(plan.next(at: start)?.wait == .seconds(600))
    }

    @Test func aClockThatWentBackDelaysNothing() {
        var plan = PollingPlan.history(from: start)
        for call in [PollingPlan.Call.deals, .tapes, .dealsOfHour, .dealsOfTwoDays] { plan.answered(call, changed: true, took: .zero, at: start) }
        #expect(plan.next(at: start - .seconds(400_000))?.wait == .zero)
    }
}
