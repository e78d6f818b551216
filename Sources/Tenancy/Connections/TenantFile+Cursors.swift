import Brokerage
import GRDB

// How far a feed has read. Saved in the transaction of what was read, so that neither is ever ahead of the other.
extension TenantWriter {
    public func saveCursor(_ key: String, _ value: String, of connection: ConnectionID) throws {
        try db.run(
            """
            INSERT INTO feed_cursors (connection_id, key, value) VALUES (?, ?, ?)
            ON CONFLICT (connection_id, key) DO UPDATE SET value = excluded.value
            """,
            [connection.rawValue, key, value])
    }

    public func deleteCursor(_ key: String, of connection: ConnectionID) throws {
        try db.run("DELETE FROM feed_cursors WHERE connection_id = ? AND key = ?", [connection.rawValue, key])
    }
}

extension TenantReader {
    public func cursors(of connection: ConnectionID) throws -> [String: String] {
        var cursors: [String: String] = [:]
        try db.forEach("SELECT key, value FROM feed_cursors WHERE connection_id = ?", [connection.rawValue]) { columns in
            let (key, value) = (columns.text(), columns.text())
            cursors[key] = value
        }
        return cursors
    }
}
