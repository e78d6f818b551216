extension TenantSchema {
    static let housekeepingTables = """
        CREATE TABLE reports (
            id INTEGER PRIMARY KEY,
            user_id INTEGER REFERENCES users (id),
            type TEXT NOT NULL,
            format TEXT NOT NULL,
            parameters TEXT NOT NULL,
            status TEXT NOT NULL CHECK (status IN ('queued', 'running', 'ready', 'failed', 'cancelled')),
            progress REAL NOT NULL CHECK (progress BETWEEN 0 AND 1),
            file_url TEXT,
            error TEXT,
            created_at INTEGER NOT NULL,
            finished_at INTEGER
        ) STRICT;
        CREATE INDEX reports_by_time ON reports (created_at, id);
        CREATE INDEX reports_by_user ON reports (user_id);

        CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE risk_state (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
        """
}
