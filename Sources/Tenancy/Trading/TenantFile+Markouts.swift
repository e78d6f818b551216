import Brokerage
import CSQLite
import GRDB

extension TenantWriter {
    /// Stores markouts; the later of two for one deal and horizon stands.
    /// - Throws: ``TenancyError/Code/invalid`` for a horizon that there is not.
    public func save(markouts: [StoredMarkout]) throws {
        guard markouts.allSatisfy({ (0..<StoredMarkout.horizonCount).contains($0.horizon) }) else {
            throw TenancyError(.invalid, "A markout's horizon must be 0 to \(StoredMarkout.horizonCount - 1).")
        }
        let statement = try db.cachedStatement(sql: Self.saveMarkout).sqliteStatement
        var index = 0
        while index < markouts.count {
            // Those of one deal that stand together go into its row at once.
            let deal = markouts[index].deal
            sqlite3_clear_bindings(statement)
            sqlite3_bind_int64(statement, 1, deal.rawValue)
            while index < markouts.count, markouts[index].deal == deal {
                sqlite3_bind_int64(statement, Int32(markouts[index].horizon) + 2, markouts[index].mid.units)
                index += 1
            }
            defer { sqlite3_reset(statement) }
            _ = try db.step(statement)
        }
    }

    private static let saveMarkout: String = {
        let names = StoredMarkout.columns
        let values = names.map { _ in "?" }.joined(separator: ", ")
        let updates = names.map { "\($0) = coalesce(excluded.\($0), \($0))" }.joined(separator: ", ")
        return """
            INSERT INTO markouts (deal_id, \(names.joined(separator: ", "))) VALUES (?, \(values)) ON CONFLICT (deal_id) DO UPDATE SET \(updates)
            """
    }()

    /// Forgets what was learned about a deal, as its content changed.
    public func deleteMarkouts(of deal: DealID) throws { try db.run("DELETE FROM markouts WHERE deal_id = ?", [deal.rawValue]) }
}

extension TenantReader {
    /// The markouts of an account's deals, by deal in (time, ticket) order and then by horizon.
    public func markouts(of account: AccountID) throws -> [StoredMarkout] {
        var markouts: [StoredMarkout] = []
        try db.forEach(Self.markoutsOfAccount, [account.rawValue, DealOrder.entered(db), account.rawValue]) { columns in
            columns.skip()
            columns.skip()
            Self.append(&columns, to: &markouts)
        }
        return markouts
    }

    /// The markouts of every deal after one, by deal and then by horizon.
    public func markouts(after deal: DealID) throws -> [StoredMarkout] {
        var markouts: [StoredMarkout] = []
        try db.forEach(Self.markoutsAfter, [deal.rawValue]) { Self.append(&$0, to: &markouts) }
        return markouts
    }

    static let markoutsAfter = "SELECT * FROM markouts WHERE deal_id > ? ORDER BY deal_id"

    /// The markouts of the deals that are named.
    public func markouts(of deals: [DealID]) throws -> [StoredMarkout] {
        var markouts: [StoredMarkout] = []
        for deal in deals { try db.forEach(Self.markoutsOfDeal, [deal.rawValue]) { Self.append(&$0, to: &markouts) } }
        return markouts
    }

    static let markoutsOfDeal = "SELECT * FROM markouts WHERE deal_id = ?"

    private static func append(_ columns: inout Columns, to markouts: inout [StoredMarkout]) {
        let deal = DealID(columns.integer())
        for horizon in 0..<StoredMarkout.horizonCount {
            guard let units = columns.optionalInteger() else { continue }
            markouts.append(StoredMarkout(deal: deal, horizon: horizon, mid: Price(units: units)))
        }
    }

    static let markoutsOfAccount = """
        SELECT o.time AS time, o.deal AS deal, m.* FROM account_deals AS o CROSS JOIN markouts AS m ON m.deal_id = o.id WHERE o.account_id = ?
        UNION ALL
        SELECT d.time, d.deal, m.* FROM deals AS d CROSS JOIN markouts AS m ON m.deal_id = d.id WHERE d.id > ? AND d.account_id = ?
        ORDER BY time, deal
        """
}
