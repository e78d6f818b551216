import Brokerage
import Foundation
import GRDB

extension TenantWriter {
    /// Enters what was done into the audit trail, in the transaction that does it: neither is ever kept without the other.
    /// - Throws: ``TenancyError`` with `damaged` or `sealBroken` when the trail was tampered with. Nothing is done then that would leave no trace.
    public func record(_ entry: AuditEntry, by actor: Actor, at now: Timestamp) throws {
        let head = try AuditHead.read(db, vault)
        let row = AuditRow(id: head.count + 1, entry, by: actor, at: now)
        let hash = try AuditChain.hash(row, after: head.hash)
        do {
            try db.run(
                "INSERT INTO audit_entries (\(AuditRow.columns), hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row.arguments + [Data(hash)])
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
            throw TenancyError(
                .damaged, "The audit trail does not end where its head says. Run: veles audit verify", cause: error)
        }
        try AuditHead(count: row.id, hash: hash).write(db, vault)
    }
}
