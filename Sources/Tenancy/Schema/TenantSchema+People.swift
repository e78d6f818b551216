extension TenantSchema {
    static let peopleTables = """
        CREATE TABLE data_keys (
            id INTEGER PRIMARY KEY,
            sealed BLOB NOT NULL,
            created_at INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE users (
            id INTEGER PRIMARY KEY,
            email TEXT NOT NULL UNIQUE COLLATE NOCASE,
            name TEXT NOT NULL,
            role TEXT NOT NULL CHECK (role IN ('owner', 'risk_manager', 'dealer', 'analyst', 'auditor')),
            permissions TEXT NOT NULL DEFAULT '',
            password_hash TEXT NOT NULL,
            disabled INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1)),
            created_at INTEGER NOT NULL,
            last_login_at INTEGER
        ) STRICT;

        CREATE TABLE user_sessions (
            id INTEGER PRIMARY KEY,
            user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
            refresh_hash BLOB NOT NULL UNIQUE,
            family TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            last_used_at INTEGER NOT NULL,
            expires_at INTEGER NOT NULL,
            address TEXT NOT NULL,
            user_agent TEXT NOT NULL,
            revoked_at INTEGER
        ) STRICT;
        CREATE INDEX user_sessions_by_family ON user_sessions (family);
        CREATE INDEX user_sessions_by_user ON user_sessions (user_id, revoked_at, expires_at);
        CREATE INDEX user_sessions_by_expiry ON user_sessions (expires_at);

        CREATE TABLE api_keys (
            id INTEGER PRIMARY KEY,
            prefix TEXT NOT NULL UNIQUE,
            hash BLOB NOT NULL,
            name TEXT NOT NULL,
            role TEXT NOT NULL CHECK (role IN ('owner', 'risk_manager', 'dealer', 'analyst', 'auditor')),
            created_at INTEGER NOT NULL,
            expires_at INTEGER,
            last_used_at INTEGER,
            revoked_at INTEGER
        ) STRICT;

        CREATE TABLE signing_keys (
            kid TEXT PRIMARY KEY,
            private_sealed BLOB NOT NULL,
            public BLOB NOT NULL CHECK (length(public) = 32),
            created_at INTEGER NOT NULL,
            retired_at INTEGER
        ) STRICT;
        """
}
