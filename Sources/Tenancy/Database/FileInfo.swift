import GRDB

/// What a file says about itself: whose it is, and whether it was closed properly.
enum FileInfo {
    static func createTable(_ db: Database) throws {
        try db.execute(sql: "CREATE TABLE file_info (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID")
    }

    static func value(_ key: String, _ db: Database) throws -> String? {
        try db.row("SELECT value FROM file_info WHERE key = ?", [key]) { $0.text() }
    }

    static func set(_ key: String, _ value: String, _ db: Database) throws {
        try db.run("INSERT INTO file_info (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", [key, value])
    }

    /// From the first change on, until it is closed, a file counts as not properly closed and is checked when opened again.
    static func markUnclean(_ db: Database) throws { try set("stop", "unclean", db) }
    static func markClean(_ db: Database) throws { try set("stop", "clean", db) }
    static func wasStoppedClean(_ db: Database) throws -> Bool { try value("stop", db) != "unclean" }
}
