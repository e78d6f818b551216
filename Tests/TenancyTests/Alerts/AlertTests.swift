import Brokerage
import Foundation
import Testing

@testable import Tenancy

@Suite struct AlertTests {
    let temporary: TemporaryTenant
    var file: TenantFile { temporary.file }
    let user: UserID

    init() throws {
        temporary = try TemporaryTenant()
        user = try temporary.file.write {
            try $0.insert(user: email("d@example.com"), name: "D", role: .dealer, passwordHash: "x", at: noon)
        }
    }

    private func draft(_ rule: String = "EX1", _ subject: String = "EURUSD", severity: Alert.Severity = .warning) -> AlertDraft {
        AlertDraft(
            rule: rule, severity: severity, subject: .init(kind: "symbol", id: subject, label: subject), account: nil, value: 12, threshold: 10,
            level: 1, evidence: #"[{"name":"net","value":"12"}]"#)
    }

    private func insert(_ draft: AlertDraft, at time: Timestamp = noon) throws -> AlertID {
        try file.write { try $0.insert(alert: draft, at: time) }
    }

    private func alert(_ id: AlertID) throws -> Alert { try file.read { try $0.alert(id) } }

    @Test func anAlertComesBackAsItWasRaised() throws {
        let alert = try alert(insert(draft()))
        #expect(alert.rule == "EX1")
        #expect(alert.severity == .warning)
        #expect(alert.state == .open)
        #expect(alert.subject == .init(kind: "symbol", id: "EURUSD", label: "EURUSD"))
        #expect(alert.value == 12)
        #expect(alert.threshold == 10)
        #expect(alert.level == 1)
        #expect(alert.count == 1)
        #expect(alert.evidence == #"[{"name":"net","value":"12"}]"#)
        #expect(alert.openedAt == noon)
        #expect(alert.updatedAt == noon)
    }

    @Test func itIsCountedWhileItIsNotClosed() throws {
        let id = try insert(draft())
        try file.write { try $0.count(alert: id, occurrences: 3, value: 15, at: noon + .seconds(9)) }
        #expect(try alert(id).count == 4)
        #expect(try alert(id).value == 15)
        #expect(try alert(id).updatedAt == noon + .seconds(9))
        try file.write { try $0.close(alert: id, outcome: .falsePositive, note: nil, at: noon) }
        #expect(code { try file.write { try $0.count(alert: id, value: 1, at: noon) } } == .notFound)
    }

    @Test func itLivesThroughItsStates() throws {
        let id = try insert(draft())
        try file.write { try $0.acknowledge(alert: id, by: user, at: noon) }
        #expect(try alert(id).state == .acknowledged)
        #expect(try alert(id).acknowledgedAt == noon)
        try file.write { try $0.assign(alert: id, to: user, at: noon) }
        #expect(try alert(id).state == .inWork)
        #expect(try alert(id).assignee == user)
        try file.write { try $0.close(alert: id, outcome: .accepted, note: "Known client.", at: noon) }
        #expect(try alert(id).outcome == .accepted)
        #expect(try alert(id).note == "Known client.")
        #expect(try alert(id).closedAt == noon)
        try file.write { try $0.reopen(alert: id, at: noon) }
        #expect(try alert(id).state == .open)
        #expect(try alert(id).closedAt == nil)
    }

    @Test func stepsThatDoNotFitAreRefused() throws {
        let id = try insert(draft())
        #expect(code { try file.write { try $0.reopen(alert: id, at: noon) } } == .conflict)
        try file.write { try $0.acknowledge(alert: id, by: nil, at: noon) }
        #expect(code { try file.write { try $0.acknowledge(alert: id, by: nil, at: noon) } } == .conflict)
        try file.write { try $0.close(alert: id, outcome: .truePositive, note: nil, at: noon) }
        #expect(code { try file.write { try $0.close(alert: id, outcome: .truePositive, note: nil, at: noon) } } == .conflict)
        #expect(code { try file.write { try $0.assign(alert: id, to: user, at: noon) } } == .conflict)
        #expect(code { try file.write { try $0.acknowledge(alert: AlertID(99), by: nil, at: noon) } } == .notFound)
        #expect(code { try file.write { try $0.comment(alert: AlertID(99), by: nil, "x", at: noon) } } == .notFound)
    }

    @Test func aListIsNarrowedByEveryFilter() throws {
        let account = try temporary.account(1001, on: temporary.connection())
        var other = draft("MG1", "1001", severity: .critical)
        (other.subject.kind, other.account) = ("account", account)
        let (first, second) = (try insert(draft()), try insert(other))
        try file.write { try $0.close(alert: first, outcome: .accepted, note: nil, at: noon) }
        func ids(_ set: (inout AlertFilter) -> Void) throws -> [AlertID] {
            var filter = AlertFilter()
            set(&filter)
            return try file.read { try $0.alerts(filter, limit: 10) }.map(\.id)
        }
        #expect(try ids { _ in } == [second, first])
        #expect(try ids { $0.state = .closed } == [first])
        #expect(try ids { $0.severity = .critical } == [second])
        #expect(try ids { $0.rule = "EX1" } == [first])
        #expect(try ids { $0.account = account } == [second])
        #expect(try ids { ($0.subjectKind, $0.subjectID) = ("symbol", "EURUSD") } == [first])
        #expect(try ids { $0.unfinished = true } == [second])
        #expect(try ids { ($0.state, $0.severity) = (.closed, .critical) } == [])
    }

    @Test func pagesFollowEachOtherWithoutGapOrRepetition() throws {
        let ids = try (0..<20).map { try insert(draft("EX1", "S\($0)"), at: noon + .seconds($0 / 3)) }
        var cursor: AlertCursor?
        var seen: [AlertID] = []
        while true {
            let page = try file.read { try $0.alerts(before: cursor, limit: 3) }
            guard let last = page.last else { break }
            seen += page.map(\.id)
            cursor = AlertCursor(openedAt: last.openedAt, id: last.id)
        }
        #expect(seen == ids.reversed())
    }

    @Test func theUnfinishedAlertOfASubjectIsFound() throws {
        let id = try insert(draft())
        #expect(try file.read { try $0.unfinishedAlert(rule: "EX1", kind: "symbol", subject: "EURUSD") }?.id == id)
        #expect(try file.read { try $0.unfinishedAlertCounts() } == [.warning: 1])
        try file.write { try $0.close(alert: id, outcome: .accepted, note: nil, at: noon) }
        #expect(try file.read { try $0.unfinishedAlert(rule: "EX1", kind: "symbol", subject: "EURUSD") } == nil)
        #expect(try file.read { try $0.unfinishedAlertCounts() } == [:])
    }

    @Test func remarksStandInTheirOrder() throws {
        let id = try insert(draft())
        try file.write { writer in
            try writer.comment(alert: id, by: user, "Called the client.", at: noon)
            try writer.comment(alert: id, by: nil, "Value fell.", at: noon)
        }
        let comments = try file.read { try $0.comments(of: id) }
        #expect(comments.map(\.text) == ["Called the client.", "Value fell."])
        #expect(comments.map(\.user) == [user, nil])
    }

    @Test func aValueThatIsNoNumberDoesNoHarm() throws {
        var strange = draft()
        (strange.value, strange.threshold) = (.nan, .infinity)
        #expect(try alert(insert(strange)).value == 0)
        #expect(try alert(AlertID(1)).threshold == .infinity)
    }

    @Test func ruleStatesComeBackToTheMicrosecond() throws {
        let state = StoredRuleState(
            rule: "EX1", subjectKind: "symbol", subjectKey: "EURUSD", raisedAt: Timestamp(microseconds: 1_772_366_400_000_001), level: 2,
            severity: "critical", isArmed: false, isBeyond: true, calmSince: Timestamp(microseconds: 3))
        var later = state
        (later.isArmed, later.calmSince) = (true, nil)
        try file.write { try $0.save(ruleState: state) }
        #expect(try file.read { try $0.ruleStates() } == [state])
        try file.write { try $0.save(ruleState: later) }
        #expect(try file.read { try $0.ruleStates() } == [later])
    }
}
