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
        let horizons = 0..<StoredMarkout.horizonCount
        let names = horizons.map { "h\($0)" }.joined(separator: ", ")
        let values = horizons.map { _ in "?" }.joined(separator: ", ")
        let updates = horizons.map { "h\($0) = coalesce(excluded.h\($0), h\($0))" }.joined(separator: ", ")
        return "INSERT INTO markouts (deal_id, \(names)) VALUES (?, \(values)) ON CONFLICT (deal_id) DO UPDATE SET \(updates)"
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
            let deal = DealID(columns.integer())
            for horizon in 0..<StoredMarkout.horizonCount {
                guard let units = columns.optionalInteger() else { continue }
                markouts.append(StoredMarkout(deal: deal, horizon: horizon, mid: Price(units: units)))
            }
        }
        return markouts
    }

    static let markoutsOfAccount = """
        SELECT o.time AS time, o.deal AS deal, m.* FROM account_deals AS o CROSS JOIN markouts AS m ON m.deal_id = o.id WHERE o.account_id = ?
        UNION ALL
        SELECT d.time, d.deal, m.* FROM deals AS d CROSS JOIN markouts AS m ON m.deal_id = d.id WHERE d.id > ? AND d.account_id = ?
        ORDER BY time, deal
        """
}
