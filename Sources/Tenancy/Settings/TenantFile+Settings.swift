import GRDB

extension TenantWriter {
    /// Stores a setting that users change in the dashboard.
    public func set(setting key: String, _ value: String) throws {
        try db.run("INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", [key, value])
    }

    /// Goes back to the default.
    public func delete(setting key: String) throws { try db.run("DELETE FROM settings WHERE key = ?", [key]) }

    /// Stores a piece of the risk engine's state that deals alone do not give back.
    public func set(riskState key: String, _ value: String) throws {
        try db.run("INSERT INTO risk_state (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", [key, value])
    }
}

extension TenantReader {
    public func setting(_ key: String) throws -> String? { try db.row("SELECT value FROM settings WHERE key = ?", [key]) { $0.text() } }

    public func settings() throws -> [String: String] {
        var settings: [String: String] = [:]
        try db.forEach("SELECT key, value FROM settings") { columns in
            let (key, value) = (columns.text(), columns.text())
            settings[key] = value
        }
        return settings
    }

    public func riskState(_ key: String) throws -> String? {
        try db.row("SELECT value FROM risk_state WHERE key = ?", [key]) { $0.text() }
    }
}
