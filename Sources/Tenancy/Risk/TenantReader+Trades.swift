import Brokerage
import GRDB

extension TenantReader {
    /// Visits every buy and sell that stands, after one deal and up to another, in order of arrival, with what a search for links needs of
    /// it: symbol, side, entry, reason, time, volume, price, position and expert.
    public func forEachTrade(after first: DealID, upTo last: DealID, _ body: (AccountID, StoredDeal) throws -> Void) throws {
        try db.forEach(Self.trades, [first.rawValue, last.rawValue]) { columns in
            let (id, account, time) = (DealID(columns.integer()), AccountID(columns.integer()), columns.microseconds())
            let ticket = columns.integer()
            var deal = Deal(ticket: ticket, login: 0, action: try columns.code(), time: time)
            (deal.entry, deal.reason, deal.symbol) = (try columns.code(), try columns.code(), columns.text())
            (deal.volume, deal.price) = (columns.exact(), columns.exact())
            (deal.position, deal.expert) = (columns.integer(), columns.integer())
            deal.platformAction = Int32(truncatingIfNeeded: columns.integer())
            try body(account, StoredDeal(id: id, deal: deal))
        }
    }

    static let trades = """
        SELECT id, account_id, time, deal, action, entry, reason, symbol, volume, price, position_id, expert, platform_action
        FROM deals WHERE id > ? AND id <= ? AND action IN (0, 1) AND deleted_at IS NULL ORDER BY id
        """
}
