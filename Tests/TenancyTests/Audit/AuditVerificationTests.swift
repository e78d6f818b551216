import Brokerage
import Foundation
import GRDB
import Testing

@testable import Tenancy

/// Somebody with the file in hand alters the trail: a check finds it and names the first entry that is wrong.
@Suite struct AuditVerificationTests {
    let temporary: TemporaryTenant

    init() throws {
        temporary = try TemporaryTenant()
        let actor = Actor(kind: .user(UserID(7)), label: "olive@example.com", address: "192.0.2.1", requestID: "r-1")
        for minute in 0..<6 { try temporary.file.addEntry(by: actor, at: noon + .seconds(60 * minute)) }
    }

    /// Does to the closed file what no statement of ours may do, and checks it.
    private func check(after tampering: (Database) throws -> Void) throws -> AuditVerification {
        try temporary.file.close()
        try temporary.tamper(tampering)
        try temporary.reopen()
        return try temporary.file.read { try $0.verifyAuditTrail() }
    }

    private func fault(after tampering: (Database) throws -> Void) throws -> AuditVerification.Fault? {
        try check(after: tampering).fault
    }

    @Test func `A trail that nobody touched is sound`() throws {
        let check = try check { _ in }
        #expect((check.entries, check.fault) == (6, nil))
    }

    @Test(arguments: [
        "at", "actor_kind", "actor_id", "actor_label", "address", "request_id", "action", "subject_kind", "subject_id", "subject_label", "before",
        "after", "hash",
    ])
    func `One changed byte of any column is found`(column: String) throws {
        let fault = try fault { db in
            try db.execute(sql: "PRAGMA ignore_check_constraints = ON")
            let isNumber = ["at", "actor_id"].contains(column)
            let change = isNumber ? "\(column) + 1" : column == "hash" ? "zeroblob(32)" : "'X' || substr(\(column), 2)"
            try db.execute(sql: "UPDATE audit_entries SET \(column) = \(change) WHERE id = 4")
        }
        #expect(fault == .init(.altered, entry: 4))
    }

    @Test(arguments: ["before", "after", "actor_id"])
    func `A value taken away is not taken for an empty one`(column: String) throws {
        #expect(try fault { try $0.execute(sql: "UPDATE audit_entries SET \(column) = NULL WHERE id = 2") } == .init(.altered, entry: 2))
    }

    @Test func `Bytes moved from one field to the next are found`() throws {
        let fault = try fault { db in
            try db.execute(
                sql: "UPDATE audit_entries SET actor_label = actor_label || substr(address, 1, 1), address = substr(address, 2) WHERE id = 5")
        }
        #expect(fault == .init(.altered, entry: 5))
    }

    @Test func `An entry deleted in the middle is found`() throws {
        #expect(try fault { try $0.execute(sql: "DELETE FROM audit_entries WHERE id = 3") } == .init(.gap, entry: 3))
    }

    @Test func `An entry deleted in the middle is found though the later ones were moved up`() throws {
        let fault = try fault { db in
            try db.execute(sql: "DELETE FROM audit_entries WHERE id = 3")
            for id in 4...6 { try db.execute(sql: "UPDATE audit_entries SET id = id - 1 WHERE id = \(id)") }
        }
        #expect(fault == .init(.altered, entry: 3))
    }

    @Test func `A tail cut off is found`() throws {
        #expect(try fault { try $0.execute(sql: "DELETE FROM audit_entries WHERE id > 4") } == .init(.cut, entry: 5))
    }

    @Test func `All entries taken away are missed`() throws {
        #expect(try fault { try $0.execute(sql: "DELETE FROM audit_entries") } == .init(.cut, entry: 1))
    }

    @Test func `Two entries that changed places are found`() throws {
        let fault = try fault { db in
            try db.execute(sql: "UPDATE audit_entries SET id = 100 WHERE id = 2")
            try db.execute(sql: "UPDATE audit_entries SET id = 2 WHERE id = 5")
            try db.execute(sql: "UPDATE audit_entries SET id = 5 WHERE id = 100")
        }
        #expect(fault == .init(.altered, entry: 2))
    }

    @Test func `An entry put in front of all is found`() throws {
        let fault = try fault { db in
            try db.execute(sql: "UPDATE audit_entries SET id = 0 WHERE id = 6")
        }
        #expect(fault == .init(.altered, entry: 1))
    }

    @Test func `A chain hashed anew from end to end is found by the sealed head`() throws {
        let uid = temporary.tenant.uid
        let fault = try fault { db in
            try db.execute(sql: "UPDATE audit_entries SET actor_label = 'somebody@else.com'")
            var hash = try AuditChain.origin(tenantUID: uid)
            for row in try db.rows("SELECT \(AuditRow.columns) FROM audit_entries ORDER BY id", [], { AuditRow(&$0) }) {
                hash = try AuditChain.hash(row, after: hash)
                try db.execute(sql: "UPDATE audit_entries SET hash = ? WHERE id = ?", arguments: [Data(hash), row.id])
            }
        }
        #expect(fault == .init(.altered, entry: 6))
    }

    @Test func `The entries of another tenant are found at the first`() throws {
        let other = try temporary.state.createTenant(slug: slug("other"), name: "Other", domain: nil, plan: .starter, at: noon)
        let file = try temporary.state.openTenant(other.slug)
        for _ in 0..<6 { try file.addEntry() }
        try file.close()
        let path = TenantFile.path(in: temporary.state.folder(of: other.slug))
        let fault = try fault { db in
            try db.execute(sql: "ATTACH ? AS other", arguments: [path])
            try db.execute(sql: "DELETE FROM audit_entries; INSERT INTO audit_entries SELECT * FROM other.audit_entries")
            try db.execute(sql: "DELETE FROM audit_head; INSERT INTO audit_head SELECT * FROM other.audit_head")
            try db.execute(sql: "DETACH other")
        }
        #expect(fault == .init(.altered, entry: 1))
    }

    @Test func `An older copy of the head put back is found`() throws {
        let older = try temporary.file.read { reader in try reader.db.row("SELECT sealed FROM audit_head") { $0.blob() } }
        for _ in 0..<2 { try temporary.file.addEntry() }
        let fault = try fault { try $0.execute(sql: "UPDATE audit_head SET sealed = ?", arguments: [Data(older ?? [])]) }
        #expect(fault == .init(.olderHead, entry: 7))
        #expect(code { try temporary.file.addEntry() } == .damaged)
    }

    @Test func `A head that was altered or taken away is found, and nothing is done that would leave no trace`() throws {
        #expect(try fault { try $0.execute(sql: "UPDATE audit_head SET sealed = zeroblob(69)") } == .init(.brokenHead, entry: 6))
        #expect(code { try temporary.file.addEntry() } == .sealBroken)
        #expect(try fault { try $0.execute(sql: "DELETE FROM audit_head") } == .init(.brokenHead, entry: 6))
        #expect(code { try temporary.file.addEntry() } == .damaged)
    }

    @Test func `A head emptied so that it is sealed anew does not hide the entries`() throws {
        #expect(try fault { try $0.execute(sql: "UPDATE audit_head SET sealed = x''") } == .init(.olderHead, entry: 1))
    }
}

extension TemporaryTenant {
    /// Alters the closed file with none of what keeps our own statements from it.
    func tamper(_ body: (Database) throws -> Void) throws {
        let queue = try DatabaseQueue(path: databasePath)
        try queue.inDatabase { db in
            try db.execute(sql: "DROP TRIGGER IF EXISTS audit_entries_are_not_altered; DROP TRIGGER IF EXISTS audit_entries_are_not_deleted")
            try body(db)
        }
        try queue.close()
    }
}
