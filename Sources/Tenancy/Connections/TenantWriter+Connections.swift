import Brokerage
import Foundation
import GRDB

extension TenantWriter {
    /// Stores a new connection. - Parameter credentials: The password in clear; it is sealed before it is stored.
    public func insert(connection draft: ConnectionDraft, credentials: [UInt8]?, at now: Timestamp) throws -> ConnectionID {
        try db.run(
            """
            INSERT INTO api_connections (platform, name, endpoint, login, transport, encryption, groups, certificate_sha256, status,
                created_at, updated_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'connecting', ?, ?)
            """,
            Self.arguments(draft) + [now.milliseconds, now.milliseconds])
        let id = ConnectionID(db.lastInsertedRowID)
        if let credentials { try setCredentials(credentials, of: id, at: now) }
        return id
    }

    /// Changes what a user stated, and lets the connection start anew.
    /// - Parameter credentials: nil keeps the ones there are.
    /// - Throws: ``TenancyError/Code/notFound``.
    public func update(connection id: ConnectionID, _ draft: ConnectionDraft, credentials: [UInt8]?, at now: Timestamp) throws {
        try db.run(
            """
            UPDATE api_connections SET platform = ?, name = ?, endpoint = ?, login = ?, transport = ?, encryption = ?, groups = ?,
                certificate_sha256 = ?, status = 'connecting', reason = NULL, updated_at = ?
            WHERE id = ? AND removed_at IS NULL
            """,
            Self.arguments(draft) + [now.milliseconds, id.rawValue])
        try demandChange(id)
        if let credentials { try setCredentials(credentials, of: id, at: now) }
    }

    private static func arguments(_ draft: ConnectionDraft) -> StatementArguments {
        [
            draft.platform.rawValue, draft.name, draft.endpoint, draft.login, draft.transport?.rawValue, draft.encryption, draft.groups,
            draft.certificateSHA256,
        ]
    }

    /// Seals a password for the connection's row and stores it.
    public func setCredentials(_ credentials: [UInt8], of id: ConnectionID, at now: Timestamp) throws {
        let sealed = try vault.seal(credentials, table: "api_connections", row: String(id.rawValue))
        try db.run(
            "UPDATE api_connections SET credentials_encrypted = ?, updated_at = ? WHERE id = ? AND removed_at IS NULL",
            [Data(sealed), now.milliseconds, id.rawValue])
        try demandChange(id)
    }

    /// Records how the link stands and why.
    public func setStatus(_ status: Connection.Status, reason: String?, of id: ConnectionID, at now: Timestamp) throws {
        try db.run(
            "UPDATE api_connections SET status = ?, reason = ?, updated_at = ? WHERE id = ? AND removed_at IS NULL",
            [status.rawValue, reason, now.milliseconds, id.rawValue])
        try demandChange(id)
    }

    /// Records what was measured of the server.
    public func setServer(clock: ServerClock, build: Int?, of id: ConnectionID) throws {
        try db.run(
            """
            UPDATE api_connections SET clock_offset = ?, clock_rule = ?, server_build = coalesce(?, server_build)
            WHERE id = ? AND removed_at IS NULL
            """,
            [clock.standardOffset, clock.rule.rawValue, build, id.rawValue])
        try demandChange(id)
    }

    /// Takes a connection away with its password and its cursors. Its accounts and deals stay.
    public func remove(connection id: ConnectionID, at now: Timestamp) throws {
        try db.run(
            """
            UPDATE api_connections SET removed_at = ?, credentials_encrypted = NULL, status = 'disabled', updated_at = ?
            WHERE id = ? AND removed_at IS NULL
            """,
            [now.milliseconds, now.milliseconds, id.rawValue])
        try demandChange(id)
        try db.run("DELETE FROM feed_cursors WHERE connection_id = ?", [id.rawValue])
    }

    private func demandChange(_ id: ConnectionID) throws {
        guard db.changesCount == 1 else { throw TenancyError(.notFound, "There is no connection \(id.rawValue).") }
    }
}
