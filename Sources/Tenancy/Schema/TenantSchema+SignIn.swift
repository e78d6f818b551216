extension TenantSchema {
    // Someone who was invited and has chosen no password yet has an empty `password_hash`. A second factor is being set up while
    // `otp_since` is null, and on from then.
    static let signInTables = """
        ALTER TABLE users ADD COLUMN otp_secret BLOB;
        ALTER TABLE users ADD COLUMN otp_since INTEGER;
        ALTER TABLE users ADD COLUMN otp_last_step INTEGER NOT NULL DEFAULT 0;

        CREATE TABLE recovery_codes (
            user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
            hash BLOB NOT NULL CHECK (length(hash) = 32),
            PRIMARY KEY (user_id, hash)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE access_links (
            user_id INTEGER PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
            kind TEXT NOT NULL CHECK (kind IN ('invitation', 'reset')),
            hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
            created_at INTEGER NOT NULL,
            expires_at INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE known_addresses (
            user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
            hash BLOB NOT NULL CHECK (length(hash) = 32),
            last_used_at INTEGER NOT NULL,
            PRIMARY KEY (user_id, hash)
        ) STRICT, WITHOUT ROWID;

        ALTER TABLE api_keys ADD COLUMN scopes TEXT NOT NULL DEFAULT '';
        ALTER TABLE api_keys ADD COLUMN allowed_addresses TEXT NOT NULL DEFAULT '';
        ALTER TABLE api_keys ADD COLUMN created_by TEXT NOT NULL DEFAULT '';
        ALTER TABLE api_keys ADD COLUMN last_used_address TEXT NOT NULL DEFAULT '';
        """

    /// Keys made before there were scopes may go on doing what their role allows.
    static let scopesOfOlderKeys = "UPDATE api_keys SET scopes = ? WHERE role = ?"
}
