extension TenantSchema {
    // The UNIQUE rules make an event that is sent twice count once.
    static let clientEventTables = """
        CREATE TABLE client_sessions (
            id INTEGER PRIMARY KEY,
            account_id INTEGER NOT NULL,
            time INTEGER NOT NULL,
            address TEXT NOT NULL,
            device TEXT NOT NULL,
            application TEXT NOT NULL,
            UNIQUE (account_id, time, address, device, application)
        ) STRICT;

        CREATE TABLE transfers (
            id INTEGER PRIMARY KEY,
            account_id INTEGER NOT NULL,
            time INTEGER NOT NULL,
            method TEXT NOT NULL,
            amount INTEGER NOT NULL,
            reference TEXT NOT NULL,
            UNIQUE (account_id, time, method, amount, reference)
        ) STRICT;

        CREATE TABLE calendar_events (
            id INTEGER PRIMARY KEY,
            time INTEGER NOT NULL,
            currency TEXT NOT NULL,
            impact TEXT NOT NULL,
            title TEXT NOT NULL,
            UNIQUE (time, currency, title)
        ) STRICT;

        CREATE TABLE provider_fills (
            id INTEGER PRIMARY KEY,
            connection_id INTEGER NOT NULL,
            fill TEXT NOT NULL,
            provider TEXT NOT NULL,
            symbol TEXT NOT NULL,
            side INTEGER NOT NULL CHECK (side IN (-1, 1)),
            volume INTEGER NOT NULL,
            price INTEGER NOT NULL,
            time INTEGER NOT NULL,
            order_id INTEGER,
            deal INTEGER,
            commission INTEGER,
            UNIQUE (connection_id, provider, fill)
        ) STRICT;
        CREATE INDEX provider_fills_by_time ON provider_fills (time);
        """
}
