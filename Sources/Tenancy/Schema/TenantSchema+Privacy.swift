extension TenantSchema {
    // Accounts whose client was erased: what servers state of such a client later is not taken in again.
    static let privacyTables = """
        CREATE TABLE erased_accounts (
            account_id INTEGER PRIMARY KEY REFERENCES client_accounts (id),
            erased_at INTEGER NOT NULL
        ) STRICT;
        """
}
