extension TenantSchema {
    static let tradingTables = """
        CREATE TABLE client_accounts (
            id INTEGER PRIMARY KEY,
            connection_id INTEGER NOT NULL REFERENCES api_connections (id),
            account_number INTEGER NOT NULL,
            server TEXT NOT NULL,
            risk_score REAL CHECK (risk_score BETWEEN 0 AND 100),
            band TEXT,
            score_version INTEGER,
            scored INTEGER NOT NULL DEFAULT 1 CHECK (scored IN (0, 1)),
            first_seen_at INTEGER NOT NULL,
            "group" TEXT,
            currency TEXT,
            currency_digits INTEGER,
            leverage INTEGER,
            name TEXT,
            country TEXT,
            email TEXT,
            introducer TEXT,
            registered_at INTEGER,
            status TEXT,
            book TEXT CHECK (book IN ('A', 'B', 'C')),
            balance INTEGER,
            credit INTEGER,
            equity INTEGER,
            margin INTEGER,
            floating INTEGER,
            stop_out_level REAL,
            UNIQUE (connection_id, account_number)
        ) STRICT;

        CREATE TABLE deals (
            id INTEGER PRIMARY KEY,
            connection_id INTEGER NOT NULL,
            deal INTEGER NOT NULL,
            account_id INTEGER NOT NULL,
            order_id INTEGER NOT NULL,
            position_id INTEGER NOT NULL,
            action INTEGER NOT NULL CHECK (action BETWEEN 0 AND 12),
            entry INTEGER NOT NULL CHECK (entry BETWEEN 0 AND 3),
            reason INTEGER NOT NULL CHECK (reason BETWEEN 0 AND 14),
            time INTEGER NOT NULL,
            symbol TEXT NOT NULL,
            volume INTEGER NOT NULL,
            price INTEGER NOT NULL,
            profit INTEGER NOT NULL,
            swap INTEGER NOT NULL,
            commission INTEGER NOT NULL,
            fee INTEGER NOT NULL,
            price_sl INTEGER NOT NULL,
            price_tp INTEGER NOT NULL,
            price_requested INTEGER NOT NULL,
            price_gateway INTEGER NOT NULL,
            market_bid INTEGER NOT NULL,
            market_ask INTEGER NOT NULL,
            expert INTEGER NOT NULL,
            comment TEXT NOT NULL,
            platform_action INTEGER NOT NULL,
            modify_flags INTEGER NOT NULL,
            deleted_at INTEGER,
            UNIQUE (connection_id, deal)
        ) STRICT;

        CREATE TABLE account_deals (
            account_id INTEGER NOT NULL,
            time INTEGER NOT NULL,
            deal INTEGER NOT NULL,
            id INTEGER NOT NULL,
            PRIMARY KEY (account_id, time, deal, id)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE deal_versions (
            id INTEGER PRIMARY KEY,
            deal_id INTEGER NOT NULL,
            seen_at INTEGER NOT NULL,
            change TEXT NOT NULL CHECK (change IN ('edited', 'deleted')),
            record TEXT NOT NULL
        ) STRICT;
        CREATE INDEX deal_versions_by_deal ON deal_versions (deal_id, id);

        CREATE TABLE markouts (
            deal_id INTEGER PRIMARY KEY,
            \((0..<20).map { "h\($0) INTEGER" }.joined(separator: ", "))
        ) STRICT;

        CREATE TABLE positions (
            account_id INTEGER NOT NULL,
            position INTEGER NOT NULL,
            symbol TEXT NOT NULL,
            side INTEGER NOT NULL CHECK (side IN (-1, 1)),
            volume INTEGER NOT NULL,
            price_open INTEGER NOT NULL,
            opened_at INTEGER NOT NULL,
            price_sl INTEGER NOT NULL,
            price_tp INTEGER NOT NULL,
            swap INTEGER NOT NULL,
            profit INTEGER,
            expert INTEGER NOT NULL,
            PRIMARY KEY (account_id, position)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE symbols (
            connection_id INTEGER NOT NULL REFERENCES api_connections (id),
            name TEXT NOT NULL,
            digits INTEGER NOT NULL,
            contract_size INTEGER NOT NULL,
            base TEXT NOT NULL,
            profit_currency TEXT NOT NULL,
            margin_currency TEXT NOT NULL,
            description TEXT,
            path TEXT,
            tick_size INTEGER,
            tick_value INTEGER,
            swap_long INTEGER,
            swap_short INTEGER,
            is_guess INTEGER NOT NULL CHECK (is_guess IN (0, 1)),
            PRIMARY KEY (connection_id, name)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE last_ticks (
            connection_id INTEGER NOT NULL REFERENCES api_connections (id),
            symbol TEXT NOT NULL,
            feed TEXT NOT NULL DEFAULT '',
            bid INTEGER NOT NULL,
            ask INTEGER NOT NULL,
            time INTEGER NOT NULL,
            PRIMARY KEY (connection_id, symbol, feed)
        ) STRICT, WITHOUT ROWID;
        """
}
