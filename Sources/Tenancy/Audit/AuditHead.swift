import Brokerage
import Foundation
import GRDB

/// Where an audit trail ends: how many entries there are, and the hash of the last.
///
/// It is kept apart from the entries and sealed with the tenant's key, so that entries cut off at the end are missed.
public struct AuditHead: Sendable, Equatable {
    public var count: Int64
    public var hash: [UInt8]

    public var hashText: String { Hexadecimal.text(hash) }
}

extension AuditHead {
    private static let table = "audit_head"

    /// - Throws: ``TenancyError/Code/damaged`` when there is none, ``TenancyError/Code/sealBroken`` when it is not the one that was written.
    static func read(_ db: Database, _ vault: TenantVault) throws -> AuditHead {
        guard let sealed = try sealed(db), !sealed.isEmpty else {
            throw TenancyError(.damaged, "The head of the audit trail is missing.")
        }
        let plain = try vault.open(sealed, table: table, row: "1")
        guard plain.count == 8 + AuditChain.hashSize else { throw TenancyError(.damaged, "The head of the audit trail has a wrong size.") }
        let count = plain.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return AuditHead(count: Int64(bitPattern: count), hash: Array(plain.dropFirst(8)))
    }

    func write(_ db: Database, _ vault: TenantVault) throws {
        var plain: [UInt8] = []
        withUnsafeBytes(of: count.bigEndian) { plain.append(contentsOf: $0) }
        plain.append(contentsOf: hash)
        let sealed = try vault.seal(plain, table: AuditHead.table, row: "1")
        try db.run("UPDATE audit_head SET sealed = ? WHERE id = 1", [Data(sealed)])
        guard db.changesCount == 1 else { throw TenancyError(.damaged, "The head of the audit trail is missing.") }
    }

    /// The schema leaves an empty head, as it has no keys: it is sealed when the file is first opened.
    static func isUnsealed(_ db: Database) throws -> Bool { try sealed(db)?.isEmpty ?? false }

    /// Begins the trail.
    static func begin(_ db: Database, _ vault: TenantVault, tenantUID: String) throws {
        try AuditHead(count: 0, hash: AuditChain.origin(tenantUID: tenantUID)).write(db, vault)
    }

    private static func sealed(_ db: Database) throws -> [UInt8]? {
        try db.row("SELECT sealed FROM audit_head WHERE id = 1") { $0.blob() }
    }
}
