extension TenantSchema {
    static let connectionTables = """
        CREATE TABLE api_connections (
            id INTEGER PRIMARY KEY,
            platform TEXT NOT NULL CHECK (platform IN ('mt5', 'mt4', 'push')),
            name TEXT NOT NULL,
            endpoint TEXT,
            login INTEGER,
            transport TEXT CHECK (transport IN ('https', 'tcp')),
            encryption TEXT,
            groups TEXT,
            certificate_sha256 TEXT,
            credentials_encrypted BLOB,
            status TEXT NOT NULL CHECK (
                status IN ('connecting', 'catching_up', 'live', 'degraded', 'down', 'stopped', 'disabled')),
            reason TEXT,
            clock_offset INTEGER,
            clock_rule TEXT CHECK (clock_rule IN ('fixed', 'eu', 'us', 'au')),
            server_build INTEGER,
            created_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL,
            removed_at INTEGER
        ) STRICT;

        CREATE TABLE feed_cursors (
            connection_id INTEGER NOT NULL REFERENCES api_connections (id),
            key TEXT NOT NULL,
            value TEXT NOT NULL,
            PRIMARY KEY (connection_id, key)
        ) STRICT, WITHOUT ROWID;
        """
}
