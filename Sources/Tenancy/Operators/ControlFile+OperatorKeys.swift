import Brokerage
import Foundation
import GRDB

extension ControlFile {
    /// Makes a key. - Returns: the key, and its text: it is shown once, and only its digest is stored.
    public func createOperatorKey(name: String, by maker: String, at now: Timestamp) throws -> (key: OperatorKey, token: String) {
        let prefix = "vo_" + Hexadecimal.text(try SecureRandom.bytes(4))
        let token = prefix + "_" + Base64.urlText(try SecureRandom.bytes(32))
        let digest = Data(try SHA256.digest(Array(token.utf8)))
        let id = try store.write { db in
            try db.run(
                "INSERT INTO operator_keys (prefix, hash, name, created_by, created_at) VALUES (?, ?, ?, ?, ?)",
                [prefix, digest, name, maker, now.milliseconds])
            return db.lastInsertedRowID
        }
        let key = OperatorKey(id: id, prefix: prefix, name: name, createdBy: maker, createdAt: now, lastUsedAt: nil, revokedAt: nil)
        return (key, token)
    }

    /// All keys, those that were ended too, in the order in which they were made.
    public func operatorKeys() throws -> [OperatorKey] {
        try store.read { db in
            try db.rows(Self.operatorKeySelection + " ORDER BY id") { columns in
                columns.skip()
                return Self.operatorKey(&columns)
            }
        }
    }

    /// Ends a key at once. - Throws: ``TenancyError/Code/notFound`` when there is none or it was ended before.
    public func revoke(operatorKey id: Int64, at now: Timestamp) throws {
        let changed = try store.write { db in
            try db.run("UPDATE operator_keys SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL", [now.milliseconds, id])
            return db.changesCount
        }
        guard changed == 1 else { throw TenancyError(.notFound, "There is no operator key \(id) in use.") }
    }

    /// The key that a program presents; nil unless it is known, right and in use. Notes the use, at most once a minute.
    public func operatorKey(token: String, at now: Timestamp) throws -> OperatorKey? {
        guard let prefix = OperatorKey.prefix(of: token) else { return nil }
        let digest = try SHA256.digest(Array(token.utf8))
        let found = try store.read { db in
            try db.row(Self.operatorKeySelection + " WHERE prefix = ?", [prefix]) { (hash: $0.blob(), key: Self.operatorKey(&$0)) }
        }
        guard let found, ConstantTime.equal(found.hash, digest), found.key.revokedAt == nil else { return nil }
        if found.key.lastUsedAt.map({ $0 + .seconds(60) <= now }) ?? true {
            try store.write { try $0.run("UPDATE operator_keys SET last_used_at = ? WHERE id = ?", [now.milliseconds, found.key.id]) }
        }
        return found.key
    }

    private static let operatorKeySelection =
        "SELECT hash, id, prefix, name, created_by, created_at, last_used_at, revoked_at FROM operator_keys"

    private static func operatorKey(_ columns: inout Columns) -> OperatorKey {
        OperatorKey(
            id: columns.integer(), prefix: columns.text(), name: columns.text(), createdBy: columns.text(), createdAt: columns.milliseconds(),
            lastUsedAt: columns.optionalMilliseconds(), revokedAt: columns.optionalMilliseconds())
    }
}
