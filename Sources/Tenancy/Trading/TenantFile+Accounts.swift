import Brokerage
import GRDB

extension TenantWriter {
    /// Stores an account, or what is newly stated of a known one: a nil field leaves what was known.
    /// - Parameter scored: Whether a new account is scored; a known one keeps what it has.
    @discardableResult
    public func upsert(
        account: Account, connection: ConnectionID, server: String, scored: Bool = true, at now: Timestamp
    ) throws -> AccountID {
        let id = try db.row(Self.upsertAccount, Self.arguments(account, connection, server, scored, now)) { AccountID($0.integer()) }
        guard let id else { throw TenancyError(.failed, "Account \(account.login) was not stored.") }
        return id
    }

    private static let optionalColumns = [
        "\"group\"", "currency", "currency_digits", "leverage", "name", "country", "email", "introducer", "registered_at", "status",
        "book", "balance", "credit", "equity", "margin", "floating", "stop_out_level",
    ]

    private static let upsertAccount = """
        INSERT INTO client_accounts (connection_id, account_number, server, scored, first_seen_at, \(optionalColumns.joined(separator: ", ")))
        VALUES (?, ?, ?, ?, ?, \(optionalColumns.map { _ in "?" }.joined(separator: ", ")))
        ON CONFLICT (connection_id, account_number) DO UPDATE SET server = excluded.server,
            \(optionalColumns.map { "\($0) = coalesce(excluded.\($0), \($0))" }.joined(separator: ", "))
        RETURNING id
        """

    private static func arguments(
        _ account: Account, _ connection: ConnectionID, _ server: String, _ scored: Bool, _ now: Timestamp
    ) -> StatementArguments {
        let identity: [(any DatabaseValueConvertible)?] = [
            connection.rawValue, account.login, server, scored, now.milliseconds,
            account.group, account.currency, account.currencyDigits, account.leverage, account.name, account.country, account.email,
            account.introducer, account.registeredAt?.milliseconds, account.status, account.book?.rawValue,
        ]
        let figures: [(any DatabaseValueConvertible)?] = [
            account.balance?.units, account.credit?.units, account.equity?.units, account.margin?.units, account.floating?.units,
            account.stopOutLevel,
        ]
        return StatementArguments(identity + figures)
    }

    /// Writes an account's newest score. - Parameter score: 0 to 100.
    public func setScore(_ account: AccountID, score: Double, band: String, version: Int) throws {
        try db.run(
            "UPDATE client_accounts SET risk_score = ?, band = ?, score_version = ? WHERE id = ?",
            [score, band, version, account.rawValue])
    }

    /// Takes the accounts that were seen first into the plan, and the others out of it: their scores, which nobody keeps up, go.
    /// - Parameter count: how many the plan has room for; nil for all.
    /// - Returns: those that came in and those that went out.
    public func score(first count: Int?) throws -> (added: [AccountID], removed: [AccountID]) {
        let last = try reader.lastAccount(ofFirst: count)
        let removed = try db.rows(
            """
            UPDATE client_accounts SET scored = 0, risk_score = NULL, band = NULL, score_version = NULL WHERE scored = 1 AND id > ? RETURNING id
            """, [last]) { AccountID($0.integer()) }
        let added = try db.rows("UPDATE client_accounts SET scored = 1 WHERE scored = 0 AND id <= ? RETURNING id", [last]) { AccountID($0.integer()) }
        return (added, removed)
    }

}

extension TenantReader {
    /// Whether just the accounts are scored that ``TenantWriter/score(first:)`` would score.
    public func scoresJust(first count: Int?) throws -> Bool {
        let last = try lastAccount(ofFirst: count)
        let sql = "SELECT 1 FROM client_accounts WHERE (scored = 1 AND id > ?) OR (scored = 0 AND id <= ?) LIMIT 1"
        return try db.row(sql, [last, last]) { _ in false } ?? true
    }

    /// The account that takes the plan's last place; the largest number there is when there are fewer.
    fileprivate func lastAccount(ofFirst count: Int?) throws -> Int64 {
        guard let count else { return .max }
        guard count > 0 else { return 0 }
        return try db.row("SELECT id FROM client_accounts ORDER BY id LIMIT 1 OFFSET ?", [count - 1]) { $0.integer() } ?? .max
    }

    /// All accounts, in the order in which they were first seen.
    public func accounts() throws -> [StoredAccount] {
        try db.rows(Self.accountSelection + " ORDER BY id", [], Self.account)
    }

    /// - Throws: ``TenancyError/Code/notFound``.
    public func account(_ id: AccountID) throws -> StoredAccount {
        guard let found = try db.row(Self.accountSelection + " WHERE id = ?", [id.rawValue], Self.account) else {
            throw TenancyError(.notFound, "There is no account \(id.rawValue).")
        }
        return found
    }

    /// The account with that number on a connection, or nil.
    public func account(number: Int64, connection: ConnectionID) throws -> StoredAccount? {
        try db.row(
            Self.accountSelection + " WHERE connection_id = ? AND account_number = ?", [connection.rawValue, number], Self.account)
    }

    static let accountSelection = """
        SELECT id, connection_id, server, risk_score, band, score_version, scored, first_seen_at, account_number, "group", currency,
            currency_digits, leverage, name, country, email, introducer, registered_at, status, book, balance, credit, equity, margin,
            floating, stop_out_level
        FROM client_accounts
        """

    private static func account(_ columns: inout Columns) throws -> StoredAccount {
        var stored = StoredAccount(
            id: AccountID(columns.integer()), connection: ConnectionID(columns.integer()), server: columns.text(),
            account: Account(login: 0), riskScore: columns.optionalReal(), band: columns.optionalText(),
            scoreVersion: columns.optionalInt(), isScored: columns.flag(), firstSeenAt: columns.milliseconds())
        stored.account.login = columns.integer()
        stored.account.group = columns.optionalText()
        stored.account.currency = columns.optionalText()
        stored.account.currencyDigits = columns.optionalInt()
        stored.account.leverage = columns.optionalInt()
        stored.account.name = columns.optionalText()
        stored.account.country = columns.optionalText()
        stored.account.email = columns.optionalText()
        stored.account.introducer = columns.optionalText()
        stored.account.registeredAt = columns.optionalMilliseconds()
        stored.account.status = columns.optionalText()
        stored.account.book = try columns.optionalValue()
        stored.account.balance = columns.optionalExact()
        stored.account.credit = columns.optionalExact()
        stored.account.equity = columns.optionalExact()
        stored.account.margin = columns.optionalExact()
        stored.account.floating = columns.optionalExact()
        stored.account.stopOutLevel = columns.optionalReal()
        return stored
    }
}
