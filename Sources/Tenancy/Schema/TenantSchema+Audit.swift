extension TenantSchema {
    // The triggers keep an honest mistake from altering what was written; the chain of hashes shows what a dishonest one did.
    static let auditTables = """
        CREATE TABLE audit_entries (
            id INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            actor_kind TEXT NOT NULL CHECK (actor_kind IN ('user', 'program', 'administrator', 'system')),
            actor_id INTEGER,
            actor_label TEXT NOT NULL,
            address TEXT NOT NULL,
            request_id TEXT NOT NULL,
            action TEXT NOT NULL,
            subject_kind TEXT NOT NULL,
            subject_id TEXT NOT NULL,
            subject_label TEXT NOT NULL,
            before TEXT,
            after TEXT,
            hash BLOB NOT NULL CHECK (length(hash) = 32)
        ) STRICT;
        CREATE INDEX audit_entries_by_time ON audit_entries (at, id);
        CREATE INDEX audit_entries_by_action ON audit_entries (action, at, id);
        CREATE INDEX audit_entries_by_actor ON audit_entries (actor_kind, actor_id, at, id);
        CREATE INDEX audit_entries_by_subject ON audit_entries (subject_kind, subject_id, at, id);

        CREATE TRIGGER audit_entries_are_not_altered BEFORE UPDATE ON audit_entries
        BEGIN
            SELECT RAISE(ABORT, 'An entry of the audit trail cannot be altered.');
        END;
        CREATE TRIGGER audit_entries_are_not_deleted BEFORE DELETE ON audit_entries
        BEGIN
            SELECT RAISE(ABORT, 'An entry of the audit trail cannot be deleted.');
        END;

        CREATE TABLE audit_head (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            sealed BLOB NOT NULL
        ) STRICT;
        INSERT INTO audit_head (id, sealed) VALUES (1, x'');
        """
}
