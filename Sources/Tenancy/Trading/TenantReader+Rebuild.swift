import Brokerage
import GRDB

extension TenantReader {
    /// Visits every account that has deals, each once, with all its standing deals in (time, ticket) order.
    ///
    /// It streams along the accounts, so only one account's deals are in memory at a time.
    public func forEachDealByAccount(_ body: (AccountID, [StoredDeal]) throws -> Void) throws {
        let logins = try loginsByAccount()
        var (account, login) = (AccountID(0), Int64(0))
        var deals: [StoredDeal] = []
        let (sql, arguments) = try question()
        try withLargeCache {
            try db.forEach(sql, arguments) { columns in
                let next = AccountID(columns.integer())
                if next != account {
                    if !deals.isEmpty { try body(account, deals) }
                    deals.removeAll(keepingCapacity: true)
                    (account, login) = (next, logins[next] ?? 0)
                }
                deals.append(try StoredDeal(&columns, login))
            }
            if !deals.isEmpty { try body(account, deals) }
        }
    }

    /// Merging in deals that were not entered costs a copy of every row, and is seldom needed: opening a file enters all it has.
    private func question() throws -> (sql: String, arguments: StatementArguments) {
        if try DealOrder.isComplete(db) { return (Self.dealsInOrder + Self.order, []) }
        return (Self.dealsByAccount, [try DealOrder.entered(db)])
    }

    private static let order = " ORDER BY account_id, time, deal"
    private static let dealsInOrder = """
        SELECT o.account_id AS account_id, d.id AS id, \(DealColumns.orderedContent)
        FROM account_deals AS o CROSS JOIN deals AS d ON d.id = o.id WHERE deleted_at IS NULL
        """
    private static let dealsByAccount = """
        \(dealsInOrder) UNION ALL SELECT account_id, id, \(DealColumns.content) FROM deals WHERE id > ? AND deleted_at IS NULL\(order)
        """

    /// The trading server's number of every account.
    func loginsByAccount() throws -> [AccountID: Int64] {
        var logins: [AccountID: Int64] = [:]
        try db.forEach("SELECT id, account_number FROM client_accounts") { columns in
            let (account, login) = (AccountID(columns.integer()), columns.integer())
            logins[account] = login
        }
        return logins
    }

    /// The rows lie in order of arrival and are read in order of accounts: with the usual small cache every page would be read
    /// many times over.
    private func withLargeCache<T>(_ body: () throws -> T) throws -> T {
        let usual = try db.row("PRAGMA cache_size") { $0.int() } ?? -2000
        try db.run("PRAGMA cache_size = -65536")
        let result = Result { try body() }
        try db.run("PRAGMA cache_size = \(usual)")
        return try result.get()
    }
}
