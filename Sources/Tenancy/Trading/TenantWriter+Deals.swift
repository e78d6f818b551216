import Brokerage
import CSQLite
import GRDB

extension TenantWriter {
    /// Stores deals, each once however often it comes. Outcomes stand in the order of the deals.
    ///
    /// This is the hottest path of the store: the C interface on one cached statement, numbers bound as they are and texts without a copy.
    public func insert(deals: [(deal: Deal, account: AccountID)], connection: ConnectionID) throws -> [InsertOutcome] {
        let cached = try db.cachedStatement(sql: Self.insertDeal)
        let statement = cached.sqliteStatement
        guard let handle = db.sqliteConnection else { throw TenancyError(.closed, "The tenant's file was closed.") }
        // The texts were bound without a copy: nothing may point to them after this call.
        defer { sqlite3_clear_bindings(statement) }
        var outcomes: [InsertOutcome] = []
        outcomes.reserveCapacity(deals.count)
        var newest: Int64 = 0
        for (deal, account) in deals {
            DealColumns.bindNumbers(deal, connection, account, statement)
            try step(statement, symbol: deal.symbol, comment: deal.comment)
            if sqlite3_changes(handle) == 1 {
                newest = sqlite3_last_insert_rowid(handle)
                outcomes.append(.inserted(DealID(newest)))
            } else {
                outcomes.append(try compare(deal, account, connection))
            }
        }
        if newest > 0 { try DealOrder.enterWhenMany(newest: newest, db) }
        return outcomes
    }

    private static let insertDeal = """
        INSERT INTO deals (\(DealColumns.names)) VALUES (\(DealColumns.placeholders)) ON CONFLICT (connection_id, deal) DO NOTHING
        """

    private func step(_ statement: OpaquePointer, symbol: String, comment: String) throws {
        var (symbol, comment) = (symbol, comment)
        try symbol.withUTF8 { symbol in
            try comment.withUTF8 { comment in
                bind(symbol, DealColumns.symbolIndex, statement)
                bind(comment, DealColumns.commentIndex, statement)
                defer { sqlite3_reset(statement) }
                _ = try db.step(statement)
            }
        }
    }

    private func bind(_ text: UnsafeBufferPointer<UInt8>, _ index: Int32, _ statement: OpaquePointer) {
        // A null pointer would bind NULL; an empty text needs some address.
        let empty: StaticString = ""
        let start = UnsafeRawPointer(text.baseAddress ?? empty.utf8Start).assumingMemoryBound(to: CChar.self)
        let count = Int32(clamping: text.count)
        veles_bind_text_kept(statement, index, start, count)
    }

    private func compare(_ deal: Deal, _ account: AccountID, _ connection: ConnectionID) throws -> InsertOutcome {
        guard let (stored, owner) = try reader.deal(deal.ticket, connection) else {
            throw TenancyError(.damaged, "Deal \(deal.ticket) is neither in the file nor can it be stored.")
        }
        if stored.deal == deal, owner == account, stored.deletedAt == nil { return .duplicate(stored.id) }
        return .changed(stored.id, previous: stored.deal)
    }

    /// Replaces a deal's content and keeps the one before. A deal that was marked as deleted stands again.
    /// - Returns: The number of the deal.
    /// - Throws: ``TenancyError/Code/notFound`` when there is no such deal.
    @discardableResult
    public func correct(_ deal: Deal, account: AccountID, connection: ConnectionID, at now: Timestamp) throws -> DealID {
        let (stored, owner) = try existing(deal.ticket, connection)
        try keepVersion(of: stored, change: .edited, at: now)
        try DealOrder.move(stored, of: owner, to: account, at: deal.time, db)
        let statement = try db.cachedStatement(sql: Self.replaceDeal).sqliteStatement
        defer { sqlite3_clear_bindings(statement) }
        DealColumns.bindNumbers(deal, connection, account, statement)
        sqlite3_bind_int64(statement, 27, stored.id.rawValue)
        try step(statement, symbol: deal.symbol, comment: deal.comment)
        return stored.id
    }

    private static let replaceDeal = """
        UPDATE deals SET (\(DealColumns.names)) = (\(DealColumns.placeholders)), deleted_at = NULL WHERE id = ?
        """

    /// Marks a deal that the trading server no longer has; the record stays. Doing it twice changes nothing.
    /// - Returns: The account it belonged to, or nil when there is no such deal or it was marked before.
    @discardableResult
    public func markDeleted(_ connection: ConnectionID, ticket: Int64, at now: Timestamp) throws -> (id: DealID, account: AccountID)? {
        guard let (stored, account) = try reader.deal(ticket, connection), stored.deletedAt == nil else { return nil }
        try keepVersion(of: stored, change: .deleted, at: now)
        try db.run("UPDATE deals SET deleted_at = ? WHERE id = ?", [now.milliseconds, stored.id.rawValue])
        return (stored.id, account)
    }

    private func existing(_ ticket: Int64, _ connection: ConnectionID) throws -> (StoredDeal, AccountID) {
        guard let found = try reader.deal(ticket, connection) else { throw TenancyError(.notFound, "There is no deal \(ticket).") }
        return found
    }

    private func keepVersion(of stored: StoredDeal, change: DealVersion.Change, at now: Timestamp) throws {
        try db.run(
            "INSERT INTO deal_versions (deal_id, seen_at, change, record) VALUES (?, ?, ?, ?)",
            [stored.id.rawValue, now.milliseconds, change.rawValue, DealRecord.json(stored.deal)])
    }
}
