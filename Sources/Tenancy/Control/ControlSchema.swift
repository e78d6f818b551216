import GRDB

/// The tables of `control.db`.
enum ControlSchema {
    static let schema = FileSchema(
        applicationID: 0x5645_4C43, name: "control file", migrations: [createTables, addOperatorsAndLicense, createSetupToken])

    private static let createTables = FileMigration(name: "001-create-control-tables") { db in
        try FileInfo.createTable(db)
        try db.execute(
            sql: """
                CREATE TABLE tenants (
                    id INTEGER PRIMARY KEY,
                    slug TEXT NOT NULL UNIQUE,
                    name TEXT NOT NULL,
                    domain TEXT,
                    subscription_plan TEXT NOT NULL CHECK (subscription_plan IN ('starter', 'professional', 'enterprise')),
                    status TEXT NOT NULL CHECK (status IN ('active', 'suspended')),
                    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 32),
                    created_at INTEGER NOT NULL,
                    updated_at INTEGER NOT NULL,
                    next_work_at INTEGER
                ) STRICT;
                CREATE INDEX tenants_with_work ON tenants (next_work_at) WHERE next_work_at IS NOT NULL;

                CREATE TABLE api_key_prefixes (
                    prefix TEXT PRIMARY KEY,
                    tenant_id INTEGER NOT NULL REFERENCES tenants (id) ON DELETE CASCADE
                ) STRICT, WITHOUT ROWID;
                CREATE INDEX api_key_prefixes_by_tenant ON api_key_prefixes (tenant_id);
                """)
    }

    private static let addOperatorsAndLicense = FileMigration(name: "002-operators-and-licence") { db in
        try db.execute(
            sql: """
                CREATE TABLE operator_keys (
                    id INTEGER PRIMARY KEY,
                    prefix TEXT NOT NULL UNIQUE,
                    hash BLOB NOT NULL CHECK (length(hash) = 32),
                    name TEXT NOT NULL,
                    created_by TEXT NOT NULL,
                    created_at INTEGER NOT NULL,
                    last_used_at INTEGER,
                    revoked_at INTEGER
                ) STRICT;

                CREATE TABLE license (
                    id INTEGER PRIMARY KEY CHECK (id = 1),
                    text TEXT NOT NULL,
                    installed_at INTEGER NOT NULL
                ) STRICT;
                """)
    }

    private static let createSetupToken = FileMigration(name: "003-setup-token") { db in
        try db.execute(
            sql: """
                CREATE TABLE setup_token (
                    id INTEGER PRIMARY KEY CHECK (id = 1),
                    hash BLOB NOT NULL CHECK (length(hash) = 32),
                    expires_at INTEGER NOT NULL
                ) STRICT;
                """)
    }
}
