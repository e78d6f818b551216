import MetaTrader
import Testing

@testable import Bridge

struct BackfillPlanTests {
    let start: Int64 = 1_700_000_000
    let day = BackfillPlan.day

    @Test func asksForAllThatLiesBeforeTheFirstAccountAndThenDayByDay() {
        var plan = BackfillPlan(start: start, watermark: nil)
        let now = start + 10 * day
        #expect(plan.window(until: now) == .init(from: 0, to: start - 1))
        plan.read(.init(from: 0, to: start - 1), deals: 0)
        #expect(plan.window(until: now) == .init(from: start, to: start + day - 1))
    }

    @Test func coversEverySecondOnceWhateverTheServerAnswers() {
        var plan = BackfillPlan(start: start, watermark: nil)
        let now = start + 400 * day
        var expected: Int64 = 0
        var step: UInt64 = 7
        while let window = plan.window(until: now) {
            #expect(window.from == expected)
            #expect(window.to >= window.from)
            step = step &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            if step >> 62 == 0, plan.cut(window) { continue }
            plan.read(window, deals: Int(step >> 53))
            expected = window.to + 1
        }
        #expect(expected == now + 1)
        #expect(plan.progress(until: now) == 1)
        #expect(plan.remaining(until: now) == 0)
    }

    @Test func halvesOnHeavyAnswersAndDoublesOnLightOnes() {
        var plan = BackfillPlan(start: start, watermark: start)
        let now = start + 1000 * day
        plan.read(.init(from: start + 1, to: start + day), deals: 10)
        #expect(plan.length == 2 * day)
        plan.read(.init(from: start + day + 1, to: start + 3 * day), deals: 5000)
        #expect(plan.length == 2 * day)
        plan.read(.init(from: start + 3 * day + 1, to: start + 5 * day), deals: 10_000)
        #expect(plan.length == day)
        let window = plan.window(until: now)
        #expect(window?.from == start + 5 * day + 1)
    }

    @Test func aWindowOfOneSecondCannotBeCutAnyShorter() {
        var plan = BackfillPlan(start: nil, watermark: 5)
        let twoSeconds = plan.cut(.init(from: 6, to: 7))
        #expect(twoSeconds)
        #expect(plan.window(until: 100) == .init(from: 6, to: 6))
        let oneSecond = plan.cut(.init(from: 6, to: 6))
        #expect(!oneSecond)
    }

    @Test func nonsenseFromOutsideDoesNotOverflow() {
        var plan = BackfillPlan(start: .max, watermark: .max)
        #expect(plan.window(until: 1_700_000_000) == nil)
        plan = BackfillPlan(start: .min, watermark: .min)
        #expect(plan.window(until: 1_700_000_000) != nil)
        plan.read(.init(from: 0, to: 1), deals: .max)
    }
}

struct PagePlanTests {
    let window = MT5Span(from: 0, to: 100)

    @Test func readsEachAccountByPagesUntilItsTotal() {
        var plan = PagePlan(logins: [9, 7], window: window)
        #expect(plan.next == .init(login: 7, offset: 0))
        plan.read(count: 100, total: 150)
        #expect(plan.next == .init(login: 7, offset: 100))
        plan.read(count: 50, total: 150)
        #expect(plan.next == .init(login: 9, offset: 0))
        plan.read(count: 0, total: 10)
        #expect(plan.next == nil)
        #expect(plan.progress == 1)
    }

    @Test func withoutATotalAShortPageIsTheLast() {
        var plan = PagePlan(logins: [7, 9], window: window)
        plan.read(count: 120, total: nil)
        #expect(plan.next == .init(login: 7, offset: 120))
        plan.read(count: 99, total: nil)
        #expect(plan.next?.login == 9)
    }

    @Test func goesOnInTheMiddleOfAnAccountAndPastOneThatIsGone() {
        #expect(PagePlan(logins: [7, 9], window: window, resume: .init(login: 9, offset: 300)).next == .init(login: 9, offset: 300))
        #expect(PagePlan(logins: [7, 9], window: window, resume: .init(login: 8, offset: 300)).next == .init(login: 9, offset: 0))
        #expect(PagePlan(logins: [7, 9], window: window, resume: .init(login: 10, offset: 300)).next == nil)
    }
}
