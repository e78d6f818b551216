import Brokerage
import GRDB

/// Finds the deals of an account in (time, ticket) order without paying for it at every insert.
///
/// Deals of many accounts arrive mixed. An index by account would be changed in about as many places as there are deals in a batch, which
/// made an insert five times as dear. So deals are entered into the table `account_deals` many thousands at a time, sorted, and a question
/// about an account reads that table and, through the deals themselves, the newest that are not entered yet.
enum DealOrder {
    /// When so many deals are not entered, the transaction that adds more enters them all.
    static let longestTail: Int64 = 20_000
    private static let key = "deals_entered"

    /// The number of the newest deal that was entered; those with higher numbers were not.
    static func entered(_ db: Database) throws -> Int64 {
        try FileInfo.value(key, db).flatMap { Int64($0) } ?? 0
    }

    /// Enters the deals that were not, when they are many. - Parameter newest: The highest number of a deal in the file.
    static func enterWhenMany(newest: Int64, _ db: Database) throws {
        if newest - (try entered(db)) >= longestTail { try enter(db) }
    }

    /// Enters all that were not.
    static func enter(_ db: Database) throws {
        let (entered, newest) = (try entered(db), try newest(db))
        guard newest > entered else { return }
        try db.run(
            """
            INSERT INTO account_deals (account_id, time, deal, id)
            SELECT account_id, time, deal, id FROM deals WHERE id > ? ORDER BY account_id, time, deal, id
            """,
            [entered])
        try FileInfo.set(key, String(newest), db)
    }

    static func isComplete(_ db: Database) throws -> Bool { try newest(db) <= entered(db) }

    private static func newest(_ db: Database) throws -> Int64 { try db.row("SELECT coalesce(max(id), 0) FROM deals") { $0.integer() } ?? 0 }

    /// Moves an entered deal whose account or time was corrected.
    static func move(_ stored: StoredDeal, of owner: AccountID, to account: AccountID, at time: Timestamp, _ db: Database) throws {
        guard stored.id.rawValue <= (try entered(db)), owner != account || stored.deal.time != time else { return }
        try db.run(
            "UPDATE account_deals SET account_id = ?, time = ? WHERE account_id = ? AND time = ? AND deal = ? AND id = ?",
            [
                account.rawValue, time.microseconds, owner.rawValue, stored.deal.time.microseconds, stored.deal.ticket, stored.id.rawValue,
            ])
    }
}
