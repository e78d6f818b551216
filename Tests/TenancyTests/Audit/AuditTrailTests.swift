import Brokerage
import GRDB
import JSON
import Testing

@testable import Tenancy

/// What is entered into the audit trail, and with what.
@Suite struct AuditTrailTests {
    let temporary: TemporaryTenant

    init() throws { temporary = try TemporaryTenant() }

    private var file: TenantFile { temporary.file }
    private static let olive = Actor(kind: .user(UserID(7)), label: "olive@example.com", address: "192.0.2.1", requestID: "r-1")

    @Test func `An entry is kept with who, what, when, from where, before and after`() throws {
        let entry = AuditEntry(
            .connectionChanged, AuditSubject(kind: "connection", id: "3", label: "Live"), before: ["name": "Old"], after: ["name": "Live"])
        try file.write { try $0.record(entry, by: Self.olive, at: noon) }
        let record = try #require(try file.read { try $0.auditRecords(AuditFilter(), limit: 10) }.first)
        #expect((record.id, record.at, record.actor, record.action) == (1, noon, Self.olive, "connection.change"))
        #expect(record.subject == entry.subject)
        #expect((record.before, record.after) == (#"{"name":"Old"}"#, #"{"name":"Live"}"#))
    }

    @Test func `Every kind of actor comes back as it went in`() throws {
        let kinds: [Actor.Kind] = [.user(UserID(1)), .program(APIKeyID(2)), .administrator, .system]
        for kind in kinds { try file.addEntry(by: Actor(kind: kind, label: "x", address: "", requestID: "")) }
        #expect(try file.read { try $0.auditRecords(AuditFilter(), limit: 10) }.reversed().map(\.actor.kind) == kinds)
    }

    @Test func `An entry is kept only together with the change that it tells of`() throws {
        struct Refusal: Error {}
        #expect(throws: Refusal.self) {
            try file.write { writer in
                try writer.set(setting: "a", "1")
                try writer.record(AuditEntry(.tenantChanged, .tenant(temporary.tenant)), by: Self.olive, at: noon)
                throw Refusal()
            }
        }
        #expect(try file.read { try $0.auditRecords(AuditFilter(), limit: 10) }.isEmpty)
        try file.addEntry()
        #expect(try file.read { try $0.verifyAuditTrail() }.fault == nil)
    }

    @Test func `What is written is neither altered nor deleted by a statement`() throws {
        try file.addEntry()
        #expect(throws: TenancyError.self) { try file.write { try $0.db.run("UPDATE audit_entries SET action = 'x'") } }
        #expect(throws: TenancyError.self) { try file.write { try $0.db.run("DELETE FROM audit_entries") } }
        #expect(try file.read { try $0.verifyAuditTrail() }.fault == nil)
    }

    @Test func `A trail goes on where it ended when the file is opened again`() throws {
        for _ in 0..<3 { try file.addEntry() }
        try temporary.reopen()
        try file.addEntry()
        let check = try file.read { try $0.verifyAuditTrail() }
        #expect((check.entries, check.fault) == (4, nil))
        #expect(try file.read { try $0.auditHead() } == AuditHead(count: 4, hash: check.hash))
    }

    @Test func `The list is narrowed by time, action, actor, subject and words, newest first, page by page`() throws {
        for minute in 0..<10 {
            let actor = Actor(kind: minute % 2 == 0 ? .user(UserID(1)) : .system, label: minute == 3 ? "Anna" : "ben", address: "", requestID: "")
            let action: AuditAction = minute < 5 ? .alertClosed : .alertReopened
            try file.addEntry(action, AuditSubject(kind: "alert", id: "\(minute)", label: "EX1"), by: actor, at: noon + .seconds(60 * minute))
        }
        #expect(try ids { _ in } == [10, 9, 8, 7, 6, 5, 4, 3, 2, 1])
        #expect(try ids { ($0.from, $0.to) = (noon + .seconds(60), noon + .seconds(180)) } == [3, 2])
        #expect(try ids { $0.action = "alert.close" } == [5, 4, 3, 2, 1])
        #expect(try ids { ($0.actorKind, $0.actorID) = ("user", 1) } == [9, 7, 5, 3, 1])
        #expect(try ids { ($0.subjectKind, $0.subjectID) = ("alert", "6") } == [7])
        #expect(try ids { $0.search = "aNN" } == [4])
        #expect(try ids { $0.search = "100%" } == [])
        let page = try file.read { try $0.auditRecords(AuditFilter(), before: AuditCursor(at: noon + .seconds(120), id: 3), limit: 1) }
        #expect(page.map(\.id) == [2])
    }

    private func ids(_ narrow: (inout AuditFilter) -> Void) throws -> [Int64] {
        var filter = AuditFilter()
        narrow(&filter)
        return try file.read { try $0.auditRecords(filter, limit: 100) }.map(\.id)
    }
}

extension TenantFile {
    /// Enters something into the audit trail.
    func addEntry(
        _ action: AuditAction = .userInvited, _ subject: AuditSubject = AuditSubject(kind: "user", id: "7", label: "ann@example.com"),
        by actor: Actor = .system, at time: Timestamp = noon
    ) throws {
        let entry = AuditEntry(action, subject, before: ["role": "dealer"], after: ["role": "owner"])
        try write { try $0.record(entry, by: actor, at: time) }
    }
}
