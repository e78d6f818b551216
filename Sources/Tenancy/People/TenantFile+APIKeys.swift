import Brokerage
import Foundation
import GRDB

extension TenantWriter {
    /// Makes a key. - Returns: The key, and its text: it is shown once, and only its digest is stored.
    /// - Throws: ``TenancyError/Code/forbidden`` for scopes that the maker does not have.
    public func create(apiKey draft: APIKeyDraft, by manager: Manager, at now: Timestamp) throws -> (key: APIKey, token: String) {
        try manager.demand(draft.scopes)
        let token = draft.prefix + "_" + Base64.urlText(try SecureRandom.bytes(32))
        try db.run(
            """
            INSERT INTO api_keys (prefix, hash, name, role, scopes, allowed_addresses, created_at, created_by, expires_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                draft.prefix, Data(try SHA256.digest(Array(token.utf8))), draft.name, draft.role.rawValue, draft.scopes.text,
                draft.allowedAddresses.map(\.description).joined(separator: ","), now.milliseconds, manager.actor.label,
                draft.expiresAt?.milliseconds,
            ])
        let key = try reader.apiKey(APIKeyID(db.lastInsertedRowID))
        try record(AuditEntry(.apiKeyCreated, key.subject, after: key.audited), by: manager.actor, at: now)
        return (key, token)
    }

    /// Ends a key at once. - Throws: ``TenancyError/Code/notFound`` when there is none or it was ended before.
    public func revoke(apiKey id: APIKeyID, by actor: Actor, at now: Timestamp) throws {
        try db.run("UPDATE api_keys SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL", [now.milliseconds, id.rawValue])
        guard db.changesCount == 1 else { throw TenancyError(.notFound, "There is no such API key in use.") }
        let key = try reader.apiKey(id)
        try record(AuditEntry(.apiKeyRevoked, key.subject, before: key.audited), by: actor, at: now)
        revoked.append(.apiKey(id))
    }

    /// Notes that a key was used, and from where; more often than once a minute nothing is written.
    public func recordUse(of id: APIKeyID, from address: String, at now: Timestamp) throws {
        try db.run(
            "UPDATE api_keys SET last_used_at = ?, last_used_address = ? WHERE id = ? AND (last_used_at IS NULL OR last_used_at <= ?)",
            [now.milliseconds, address, id.rawValue, (now - TenantReader.useInterval).milliseconds])
    }
}

extension TenantReader {
    /// How often the use of a key is noted.
    static let useInterval = Duration.seconds(60)

    /// All keys, those that were ended too, in the order in which they were made.
    public func apiKeys() throws -> [APIKey] {
        try db.rows(Self.keySelection + " ORDER BY id", []) { columns in
            columns.skip()
            return try Self.key(&columns)
        }
    }

    /// - Throws: ``TenancyError/Code/notFound``.
    public func apiKey(_ id: APIKeyID) throws -> APIKey {
        let found = try db.row(Self.keySelection + " WHERE id = ?", [id.rawValue]) { columns in
            columns.skip()
            return try Self.key(&columns)
        }
        guard let found else { throw TenancyError(.notFound, "There is no such API key.") }
        return found
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

    /// Whether ``TenantWriter/recordUse(of:from:at:)`` has something to write.
    public func isUseToBeRecorded(of key: APIKey, at now: Timestamp) -> Bool {
        key.lastUsedAt.map { $0 <= now - Self.useInterval } ?? true
    }

    private static let keySelection = """
        SELECT hash, id, prefix, name, role, scopes, allowed_addresses, created_at, created_by, expires_at, last_used_at, last_used_address,
            revoked_at FROM api_keys
        """

    private static func key(_ columns: inout Columns) throws -> APIKey {
        let (id, prefix, name, role) = try (APIKeyID(columns.integer()), columns.text(), columns.text(), columns.value(Role.self))
        let (scopes, ranges) = (Set<Permission>(text: columns.text()), columns.text())
        return APIKey(
            id: id, prefix: prefix, name: name, role: role, scopes: scopes, allowedAddresses: try allowedAddresses(ranges),
            createdAt: columns.milliseconds(), createdBy: columns.text(), expiresAt: columns.optionalMilliseconds(),
            lastUsedAt: columns.optionalMilliseconds(), lastUsedAddress: columns.text(), revokedAt: columns.optionalMilliseconds())
    }

    /// A network that cannot be read must not widen a key to everywhere.
    private static func allowedAddresses(_ text: String) throws -> [AddressRange] {
        try text.split(separator: ",").map { part in
            guard let range = AddressRange(String(part)) else { throw TenancyError(.damaged, "The file holds '\(part)' where a network belongs.") }
            return range
        }
    }
}
