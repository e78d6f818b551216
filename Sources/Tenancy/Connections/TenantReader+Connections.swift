import Brokerage
import GRDB

extension TenantReader {
    /// The connections that were not removed, in the order in which they were made.
    public func connections() throws -> [Connection] {
        try db.rows(Self.connectionSelection + " WHERE removed_at IS NULL ORDER BY id", [], Self.connection)
    }

    /// The numbers of all connections there ever were: accounts and deals of removed ones are kept.
    public func allConnections() throws -> [ConnectionID] {
        try db.rows("SELECT id FROM api_connections ORDER BY id", []) { ConnectionID($0.integer()) }
    }

    /// - Throws: ``TenancyError/Code/notFound``, also for one that was removed.
    public func connection(_ id: ConnectionID) throws -> Connection {
        let found = try db.row(Self.connectionSelection + " WHERE id = ? AND removed_at IS NULL", [id.rawValue], Self.connection)
        guard let found else { throw TenancyError(.notFound, "There is no connection \(id.rawValue).") }
        return found
    }

    /// The password of a connection in clear; nil when it has none.
    /// - Throws: ``TenancyError/Code/sealBroken`` when it was altered or moved here from elsewhere.
    public func credentials(of id: ConnectionID) throws -> [UInt8]? {
        let sealed = try db.row("SELECT credentials_encrypted FROM api_connections WHERE id = ?", [id.rawValue]) { $0.optionalBlob() }
        guard let sealed = sealed ?? nil else { return nil }
        return try vault.open(sealed, table: "api_connections", row: String(id.rawValue))
    }

    private static let connectionSelection = """
        SELECT id, platform, name, endpoint, login, transport, encryption, groups, certificate_sha256,
            credentials_encrypted IS NOT NULL, status, reason, clock_offset, clock_rule, server_build, created_at, updated_at
        FROM api_connections
        """

    private static func connection(_ columns: inout Columns) throws -> Connection {
        var connection = Connection(
            id: ConnectionID(columns.integer()), platform: try columns.value(), name: columns.text(), endpoint: columns.optionalText(),
            login: columns.optionalInteger(), transport: try columns.optionalValue(), encryption: columns.optionalText(),
            groups: columns.optionalText(), certificateSHA256: columns.optionalText(), hasCredentials: columns.flag(),
            status: try columns.value(), reason: columns.optionalText(), clock: nil, serverBuild: nil,
            createdAt: .distantPast, updatedAt: .distantPast)
        let (offset, rule) = (columns.optionalInt(), try columns.optionalValue(ServerClock.DaylightRule.self))
        if let offset, let rule { connection.clock = ServerClock(standardOffset: offset, rule: rule) }
        connection.serverBuild = columns.optionalInt()
        connection.createdAt = columns.milliseconds()
        connection.updatedAt = columns.milliseconds()
        return connection
    }
}
