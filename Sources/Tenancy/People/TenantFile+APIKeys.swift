import Brokerage
import Foundation
import GRDB

extension TenantWriter {
    /// Makes a key. - Returns: The key, and its text: it is shown once, and only its digest is stored.
    public func createAPIKey(name: String, role: Role, expiresAt: Timestamp?, at now: Timestamp) throws -> (key: APIKey, token: String) {
        // Hexadecimal, as the visible part must hold no separator and read well over a telephone.
        let prefix = "vk_" + Hexadecimal.text(try SecureRandom.bytes(4))
        let token = prefix + "_" + Base64.urlText(try SecureRandom.bytes(32))
        try db.run(
            "INSERT INTO api_keys (prefix, hash, name, role, created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?)",
            [prefix, Data(try SHA256.digest(Array(token.utf8))), name, role.rawValue, now.milliseconds, expiresAt?.milliseconds])
        let key = APIKey(
            id: APIKeyID(db.lastInsertedRowID), prefix: prefix, name: name, role: role, createdAt: now, expiresAt: expiresAt,
            lastUsedAt: nil, revokedAt: nil)
        return (key, token)
    }

    /// Ends a key at once. - Throws: ``TenancyError/Code/notFound`` when there is none or it was ended before.
    public func revoke(apiKey id: APIKeyID, at now: Timestamp) throws {
        try db.run("UPDATE api_keys SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL", [now.milliseconds, id.rawValue])
        guard db.changesCount == 1 else { throw TenancyError(.notFound, "There is no key \(id.rawValue) in use.") }
    }

    /// Notes that a key was used; more often than once a minute nothing is written.
    public func recordUse(of id: APIKeyID, at now: Timestamp) throws {
        try db.run(
            "UPDATE api_keys SET last_used_at = ? WHERE id = ? AND (last_used_at IS NULL OR last_used_at <= ?)",
            [now.milliseconds, id.rawValue, now.milliseconds - 60_000])
    }
}

extension TenantReader {
    /// All keys, those that were ended too, in the order in which they were made.
    public func apiKeys() throws -> [APIKey] {
        try db.rows(Self.keySelection + " ORDER BY id", []) { columns in
            columns.skip()
            return try Self.key(&columns)
        }
    }

    /// The key that a program presents; nil unless it is known, right, in use and not run out.
    public func apiKey(token: String, at now: Timestamp) throws -> APIKey? {
        guard let prefix = APIKey.prefix(of: token) else { return nil }
        let digest = try SHA256.digest(Array(token.utf8))
        let found = try db.row(Self.keySelection + " WHERE prefix = ?", [prefix]) { columns in
            (hash: columns.blob(), key: try Self.key(&columns))
        }
        guard let found, ConstantTime.equal(found.hash, digest), found.key.revokedAt == nil else { return nil }
        if let end = found.key.expiresAt, end <= now { return nil }
        return found.key
    }

    private static let keySelection =
        "SELECT hash, id, prefix, name, role, created_at, expires_at, last_used_at, revoked_at FROM api_keys"

    private static func key(_ columns: inout Columns) throws -> APIKey {
        APIKey(
            id: APIKeyID(columns.integer()), prefix: columns.text(), name: columns.text(), role: try columns.value(),
            createdAt: columns.milliseconds(), expiresAt: columns.optionalMilliseconds(), lastUsedAt: columns.optionalMilliseconds(),
            revokedAt: columns.optionalMilliseconds())
    }
}
