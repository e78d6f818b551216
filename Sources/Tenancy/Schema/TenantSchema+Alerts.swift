extension TenantSchema {
    static let alertTables = """
        CREATE TABLE alerts (
            id INTEGER PRIMARY KEY,
            rule TEXT NOT NULL,
            severity TEXT NOT NULL CHECK (severity IN ('info', 'warning', 'critical')),
            state TEXT NOT NULL CHECK (state IN ('open', 'acknowledged', 'in_work', 'closed')),
            subject_kind TEXT NOT NULL,
            subject_id TEXT NOT NULL,
            subject_label TEXT NOT NULL,
            account_id INTEGER,
            value REAL NOT NULL,
            threshold REAL NOT NULL,
            level INTEGER NOT NULL,
            count INTEGER NOT NULL,
            evidence TEXT NOT NULL,
            opened_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL,
            acknowledged_at INTEGER,
            closed_at INTEGER,
            assignee INTEGER REFERENCES users (id),
            outcome TEXT CHECK (outcome IN ('true_positive', 'false_positive', 'accepted')),
            note TEXT,
            CHECK ((state = 'closed') = (closed_at IS NOT NULL))
        ) STRICT;
        CREATE INDEX alerts_by_time ON alerts (opened_at, id);
        CREATE INDEX alerts_by_state ON alerts (state, opened_at, id);
        CREATE INDEX alerts_by_severity ON alerts (severity, opened_at, id);
        CREATE INDEX alerts_by_rule ON alerts (rule, opened_at, id);
        CREATE INDEX alerts_by_subject ON alerts (subject_kind, subject_id, opened_at, id);
        CREATE INDEX alerts_by_account ON alerts (account_id, opened_at, id) WHERE account_id IS NOT NULL;
        CREATE INDEX alerts_unfinished ON alerts (rule, subject_kind, subject_id) WHERE state <> 'closed';
        CREATE INDEX alerts_by_assignee ON alerts (assignee) WHERE assignee IS NOT NULL;

        CREATE TABLE alert_comments (
            id INTEGER PRIMARY KEY,
            alert_id INTEGER NOT NULL REFERENCES alerts (id) ON DELETE CASCADE,
            user_id INTEGER REFERENCES users (id),
            text TEXT NOT NULL,
            created_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX alert_comments_by_alert ON alert_comments (alert_id, id);
        CREATE INDEX alert_comments_by_user ON alert_comments (user_id);

        CREATE TABLE rule_states (
            rule TEXT NOT NULL,
            subject_kind TEXT NOT NULL,
            subject TEXT NOT NULL,
            raised_at INTEGER NOT NULL,
            level INTEGER NOT NULL,
            severity TEXT NOT NULL CHECK (severity IN ('info', 'warning', 'critical')),
            armed INTEGER NOT NULL CHECK (armed IN (0, 1)),
            beyond INTEGER NOT NULL CHECK (beyond IN (0, 1)),
            below_since INTEGER,
            PRIMARY KEY (rule, subject_kind, subject)
        ) STRICT, WITHOUT ROWID;
        """
}
