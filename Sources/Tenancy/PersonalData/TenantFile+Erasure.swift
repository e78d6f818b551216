import Brokerage
import GRDB

extension TenantWriter {
    /// Takes out of the file who the client of an account is. What the account did stays: deals, money, markouts, its score.
    ///
    /// Name, e-mail address, country and registration go, sign-ins with their addresses and devices, the references of payments, comments of deals
    /// and of their earlier versions, and what people noted on alerts about the account. Its number stays: it is the trading server's.
    /// - Throws: ``TenancyError/Code/notFound``.
    public func erasePersonalData(of account: AccountID, at now: Timestamp) throws {
        let id = account.rawValue
        try db.run("UPDATE client_accounts SET name = NULL, email = NULL, country = NULL, registered_at = NULL WHERE id = ?", [id])
        guard db.changesCount == 1 else { throw TenancyError(.notFound, "There is no account \(id).") }
        try db.run("DELETE FROM client_sessions WHERE account_id = ?", [id])
        // Two payments that only their references told apart stay two.
        try db.run("UPDATE transfers SET reference = 'erased ' || id WHERE account_id = ?", [id])
        try eraseComments(of: account)
        try db.run("UPDATE alerts SET note = NULL WHERE account_id = ? AND note IS NOT NULL", [id])
        try db.run("DELETE FROM alert_comments WHERE alert_id IN (SELECT id FROM alerts WHERE account_id = ?)", [id])
        try deleteSnapshot(of: account)
        try db.run("INSERT INTO erased_accounts (account_id, erased_at) VALUES (?, ?) ON CONFLICT DO NOTHING", [id, now.milliseconds])
    }

    private func eraseComments(of account: AccountID) throws {
        let id = account.rawValue
        // Those that are in order are found by account; the newest few are not in order yet.
        try db.run("UPDATE deals SET comment = '' WHERE id IN (SELECT id FROM account_deals WHERE account_id = ?)", [id])
        try db.run("UPDATE deals SET comment = '' WHERE id > ? AND account_id = ?", [DealOrder.entered(db), id])
        try db.run(
            """
            UPDATE deal_versions SET record = json_set(record, '$.comment', '')
            WHERE deal_id IN (SELECT id FROM account_deals WHERE account_id = ?1)
                OR deal_id IN (SELECT id FROM deals WHERE id > ?2 AND account_id = ?1)
            """,
            [id, DealOrder.entered(db)])
    }
}

extension TenantReader {
    /// The accounts whose client was erased, and when.
    public func erasedAccounts() throws -> [AccountID: Timestamp] {
        let rows = try db.rows("SELECT account_id, erased_at FROM erased_accounts", []) { (AccountID($0.integer()), $0.milliseconds()) }
        return Dictionary(rows, uniquingKeysWith: { $1 })
    }

    /// All alerts about an account, oldest first, with what people noted on them.
    public func alertsWithComments(about account: AccountID) throws -> [(alert: Alert, comments: [AlertComment])] {
        var filter = AlertFilter()
        filter.account = account
        return try alerts(filter, limit: .max).reversed().map { ($0, try comments(of: $0.id)) }
    }
}

extension TenantFile {
    /// After an erasure: brings the file into the state in which no byte of what was erased is left in it, in its log, or in the copies that were
    /// kept beside it when its schema changed. Backups lie elsewhere and are not reached.
    /// - Throws: ``TenancyError/Code/locked`` when a reader is in the way for more than five seconds. Closing the file does it then.
    public func emptyLog() throws {
        try store.emptyLog()
        try store.removeCopies()
    }
}
