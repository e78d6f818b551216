import Brokerage
import GRDB

/// A fault of the broker's own prices.
public struct StoredIncident: Sendable, Equatable {
    public var connection: ConnectionID
    public var symbol: String
    /// What it stands for is the risk engine's matter.
    public var kind: Int32
    public var startedAt: Timestamp
    /// Nil while it goes on.
    public var endedAt: Timestamp?
    /// How large, in the unit of its kind.
    public var size: Double
    /// Deals filled inside, and the newest of them, oldest first.
    public var deals: Int
    public var dealIDs: [DealID]
    /// In USD.
    public var houseLoss: Double

    public init(
        connection: ConnectionID, symbol: String, kind: Int32, startedAt: Timestamp, endedAt: Timestamp?, size: Double, deals: Int,
        dealIDs: [DealID] = [], houseLoss: Double
    ) {
        (self.connection, self.symbol, self.kind, self.startedAt, self.endedAt) = (connection, symbol, kind, startedAt, endedAt)
        (self.size, self.deals, self.dealIDs, self.houseLoss) = (size, deals, dealIDs, houseLoss)
    }
}

extension TenantWriter {
    /// Stores incidents; each replaces what was known of the same feed, kind and start.
    public func save(incidents: [StoredIncident]) throws {
        for incident in incidents {
            try db.run(
                """
                INSERT INTO feed_incidents (connection_id, symbol, kind, started_at, ended_at, size, deals, deal_ids, house_loss)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (connection_id, symbol, kind, started_at) DO UPDATE SET
                    ended_at = excluded.ended_at, size = excluded.size, deals = excluded.deals, deal_ids = excluded.deal_ids,
                    house_loss = excluded.house_loss
                """,
                [
                    incident.connection.rawValue, incident.symbol, incident.kind, incident.startedAt.microseconds,
                    incident.endedAt?.microseconds, incident.size, incident.deals,
                    incident.dealIDs.map { String($0.rawValue) }.joined(separator: " "),
                    incident.houseLoss,
                ])
        }
    }
}

extension TenantReader {
    /// The newest incidents, oldest first.
    public func incidents(limit: Int) throws -> [StoredIncident] {
        let newest = try db.rows(Self.newestIncidents, [limit]) { columns in
            StoredIncident(
                connection: ConnectionID(columns.integer()), symbol: columns.text(), kind: Int32(truncatingIfNeeded: columns.integer()),
                startedAt: columns.microseconds(), endedAt: columns.optionalMicroseconds(), size: columns.real(), deals: columns.int(),
                dealIDs: columns.text().split(separator: " ").compactMap { Int64($0) }.map { DealID($0) }, houseLoss: columns.real())
        }
        return newest.reversed()
    }

    static let newestIncidents = """
        SELECT connection_id, symbol, kind, started_at, ended_at, size, deals, deal_ids, house_loss
        FROM feed_incidents ORDER BY started_at DESC, id DESC LIMIT ?
        """
}
