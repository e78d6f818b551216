import Brokerage
import GRDB

/// How an account's advised book came to be. Days are whole UTC days since 1970.
public struct StoredAdvice: Sendable, Equatable {
    public var account: AccountID
    public var book: Book?
    public var since: Int64?
    public var candidate: Book?
    public var days: Int
    public var evaluatedOn: Int64?

    public init(account: AccountID, book: Book?, since: Int64?, candidate: Book?, days: Int, evaluatedOn: Int64?) {
        (self.account, self.book, self.since) = (account, book, since)
        (self.candidate, self.days, self.evaluatedOn) = (candidate, days, evaluatedOn)
    }
}

extension TenantWriter {
    /// Stores where an account's advice stands.
    public func save(advice: StoredAdvice) throws {
        try db.run(
            "INSERT OR REPLACE INTO account_advice (account_id, book, since, candidate, days, evaluated_on) VALUES (?, ?, ?, ?, ?, ?)",
            [
                advice.account.rawValue, advice.book?.rawValue, advice.since, advice.candidate?.rawValue, advice.days, advice.evaluatedOn,
            ])
    }
}

extension TenantReader {
    /// Where every account's advice stands, by account.
    public func advice() throws -> [StoredAdvice] {
        try db.rows("SELECT account_id, book, since, candidate, days, evaluated_on FROM account_advice ORDER BY account_id") { columns in
            StoredAdvice(
                account: AccountID(columns.integer()), book: try columns.optionalValue(), since: columns.optionalInteger(),
                candidate: try columns.optionalValue(), days: columns.int(), evaluatedOn: columns.optionalInteger())
        }
    }
}
