extension TenantSchema {
    // Days are whole UTC days since 1970. Snapshots are sealed: their bytes become memory as they are.
    static let riskTables = """
        \(StoredMarkout.addedColumns.map { "ALTER TABLE markouts ADD COLUMN \($0) INTEGER;" }.joined(separator: "\n"))

        CREATE TABLE daily_closes (
            symbol TEXT NOT NULL,
            day INTEGER NOT NULL,
            mid INTEGER NOT NULL,
            PRIMARY KEY (symbol, day)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE feed_incidents (
            id INTEGER PRIMARY KEY,
            connection_id INTEGER NOT NULL,
            symbol TEXT NOT NULL,
            kind INTEGER NOT NULL,
            started_at INTEGER NOT NULL,
            ended_at INTEGER,
            size REAL NOT NULL,
            deals INTEGER NOT NULL,
            house_loss REAL NOT NULL,
            UNIQUE (connection_id, symbol, kind, started_at)
        ) STRICT;
        CREATE INDEX feed_incidents_by_time ON feed_incidents (started_at, id);

        CREATE TABLE account_advice (
            account_id INTEGER PRIMARY KEY,
            book TEXT CHECK (book IN ('A', 'B', 'C')),
            since INTEGER,
            candidate TEXT CHECK (candidate IN ('A', 'B', 'C')),
            days INTEGER NOT NULL,
            evaluated_on INTEGER
        ) STRICT;

        CREATE TABLE account_snapshots (
            account_id INTEGER PRIMARY KEY,
            watermark INTEGER NOT NULL,
            state BLOB NOT NULL
        ) STRICT;

        CREATE TABLE risk_snapshots (
            name TEXT PRIMARY KEY,
            watermark INTEGER NOT NULL,
            state BLOB NOT NULL
        ) STRICT, WITHOUT ROWID;
        """
}
