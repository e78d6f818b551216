import Bridge
import Brokerage
import JSON
import Risk
import Tenancy
import Testing

@testable import Desk

struct PlanChangeTests {
    /// A hundred and three clients who each traded once.
    private func filled(_ test: TestDesk) async throws -> Desk {
        let (desk, connection) = (try await test.desk(), try await test.connection())
        var batch = Batch()
        batch.accounts = (1...103).map { Make.account($0) }
        batch.deals = (1...103).map { Make.trade($0, $0, .buy, .in, "50", "1.1", position: $0, at: test.now) }
        _ = try await desk.ingest(batch, from: connection)
        return desk
    }

    private func scored(_ desk: Desk) async -> [Bool] { await desk.view().accounts.map(\.isScored) }

    @Test func aLargerPlanScoresTheWaitingFromTheirStoredHistoryAtOnce() async throws {
        let test = try TestDesk(plan: .starter)
        let desk = try await filled(test)
        #expect(await scored(desk) == Array(repeating: true, count: 100) + Array(repeating: false, count: 3))
        try await test.desks.setPlan(test.slug, .professional, by: TestDesk.administrator)
        let view = await desk.view()
        #expect(view.accounts.allSatisfy { $0.isScored && $0.figures.score != nil && $0.figures.scoreReason == nil })
        #expect(view.house.scored == 103)
        #expect(try await desk.planUse().warnings.isEmpty)
        try await test.end()
    }

    @Test func aSmallerPlanScoresThoseThatWereSeenFirstAtOnce() async throws {
        let test = try TestDesk(plan: .professional)
        let desk = try await filled(test)
        try await test.desks.setPlan(test.slug, .starter, by: TestDesk.administrator)
        let view = await desk.view()
        #expect(view.accounts.map(\.isScored) == Array(repeating: true, count: 100) + Array(repeating: false, count: 3))
        let last = try #require(view.accounts.last)
        #expect(last.figures.score == nil && last.figures.scoreReason == .overPlan && last.figures.deals == 1)
        #expect(try JSONValue(parsing: last.json)["risk_score"] == .null)
        #expect(try JSONValue(parsing: last.json)["score_reason"]?.string == "plan_limit")
        #expect(try await desk.file.read { try $0.accounts() }.last?.riskScore == nil)
        let warning = try #require(try await desk.planUse().warnings.first)
        #expect(warning.code == "plan_limit" && warning.title.contains("3 accounts"))
        try await test.end()
    }

    @Test func accountsBeyondThePlanRaiseNoAlerts() async throws {
        let test = try TestDesk(plan: .starter)
        let (desk, connection) = (try await filled(test), ConnectionID(1))
        let before = try await desk.file.read { try $0.unfinishedAlertCounts() }.values.reduce(0, +)
        test.pass(.seconds(3600))
        var batch = Batch()
        batch.deals = [Make.trade(500, 103, .buy, .in, "5000", "1.1", position: 500, at: test.now)]
        _ = try await desk.ingest(batch, from: connection)
        let alerts = try await desk.file.read { try $0.alerts(limit: 500) }
        #expect(!alerts.contains { $0.account == AccountID(103) })
        #expect(alerts.count >= before)
        try await test.end()
    }

    @Test func aPlanThatChangedWhileTheTenantWasClosedCountsWhenItOpens() async throws {
        let test = try TestDesk(plan: .professional)
        _ = try await filled(test)
        await test.desks.close(test.slug)
        try await test.desks.setPlan(test.slug, .starter, by: TestDesk.administrator)
        #expect(await scored(try await test.reopened()).filter { $0 }.count == 100)
        await test.desks.close(test.slug)
        try test.directory.control.setPlan(test.slug, .enterprise, at: test.now)
        #expect(await scored(try await test.desk()).allSatisfy { $0 })
        try await test.end()
    }

    @Test func upAndDownAgainGivesTheSameAsNeverHavingChanged() async throws {
        let (test, twin) = (try TestDesk(plan: .starter), try TestDesk(plan: .starter))
        let (desk, other) = (try await filled(test), try await filled(twin))
        for plan in [Plan.enterprise, .starter, .professional, .starter] {
            try await test.desks.setPlan(test.slug, plan, by: TestDesk.administrator)
        }
        let (changed, steady) = (await desk.view(), await other.view())
        #expect(changed.accounts.map(\.isScored) == steady.accounts.map(\.isScored))
        #expect(changed.accounts.map { $0.figures.score?.score } == steady.accounts.map { $0.figures.score?.score })
        #expect(changed.accounts.map(\.figures.balance) == steady.accounts.map(\.figures.balance))
        try await test.end()
        try await twin.end()
    }

    @Test func serversBeyondASmallerPlanArePausedWithTheReasonAndGoOnLater() async throws {
        let test = try TestDesk(plan: .professional)
        let desk = try await test.desk()
        var server = NewConnection(platform: .mt5, name: "one")
        (server.endpoint, server.login, server.password) = ("127.0.0.1:1", 1000, "secret")
        let one = try await desk.add(server, by: .system).id
        server.name = "two"
        let two = try await desk.add(server, by: .system).id
        let push = try await test.connection()
        try await test.desks.setPlan(test.slug, .starter, by: TestDesk.administrator)
        let paused = try await desk.connectionView(two).link
        #expect(paused.state == .down && paused.isStopped && paused.reason.contains("Paused: the plan starter has room for 1 trading server"))
        #expect(try await desk.connectionView(one).link.isStopped == false)
        #expect(try await desk.connectionView(push).link.state == .live)
        #expect(try await desk.planUse().warnings.map(\.title) == ["1 trading servers are paused"])
        // Over a restart too, and editing does not help.
        let reopened = try await test.reopened()
        #expect(try await reopened.connectionView(two).link == paused)
        #expect(try await reopened.update(two, server, by: .system).link == paused)
        try await test.desks.setPlan(test.slug, .professional, by: TestDesk.administrator)
        #expect(try await reopened.connectionView(two).link.isStopped == false)
        try await test.desks.setPlan(test.slug, .starter, by: TestDesk.administrator)
        try await reopened.remove(one, by: .system)
        #expect(try await reopened.connectionView(two).link.isStopped == false)
        try await test.end()
    }

    @Test func whatTheOperatorDoesStandsInTheTenantsOwnTrail() async throws {
        let test = try TestDesk(plan: .starter)
        try await test.desks.setPlan(test.slug, .professional, by: TestDesk.administrator)
        try await test.desks.suspend(test.slug, by: TestDesk.administrator)
        try await test.desks.resume(test.slug, by: TestDesk.administrator)
        try await test.desks.update(test.slug, TenantChange(name: "New", timeZone: "Europe/Nicosia"), by: TestDesk.administrator)
        let desk = try await test.desk()
        #expect(desk.tenant.name == "New" && desk.tenant.plan == .professional && desk.tenant.status == .active)
        let trail = try await desk.file.read { try $0.auditRecords(AuditFilter(), limit: 10) }
        #expect(trail.map(\.action) == ["tenant.change", "tenant.resume", "tenant.suspend", "tenant.change_plan"])
        #expect(trail.allSatisfy { $0.actor.kind == .administrator && $0.actor.label == "root" })
        #expect(trail.last?.before == #"{"plan":"starter"}"# && trail.last?.after == #"{"plan":"professional"}"#)
        try await test.end()
    }

    @Test func aTenantsNameAndTimeZoneMustBeRight() async throws {
        let test = try TestDesk()
        let wrong = [(TenantChange(name: ""), "name"), (TenantChange(timeZone: "Moon/Base"), "time_zone"), (TenantChange(timeZone: "../etc"), "time_zone")]
        for (change, field) in wrong {
            let error = await #expect(throws: DeskError.self) { try await test.desks.update(test.slug, change, by: TestDesk.administrator) }
            #expect(error?.code == .invalid(field: field))
        }
        #expect(try await test.desk().file.read { try $0.timeZone() } == "UTC")
        try await test.end()
    }

    @Test func aSuspendedTenantIsOpenToTheOperatorAlone() async throws {
        let test = try TestDesk()
        let before = try await test.desk()
        try await test.desks.suspend(test.slug, by: TestDesk.administrator)
        #expect(await #expect(throws: DeskError.self) { try await before.write { _ in } }?.code == .closed)
        #expect(await #expect(throws: DeskError.self) { try await test.desk() }?.code == .suspended)
        _ = try await test.desks.desk(test.slug, evenSuspended: true)
        #expect(await #expect(throws: DeskError.self) { try await test.desk() }?.code == .suspended)
        try await test.desks.resume(test.slug, by: TestDesk.administrator)
        _ = try await test.desk()
        try await test.end()
    }
}
