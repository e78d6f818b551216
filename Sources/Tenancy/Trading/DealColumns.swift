import Brokerage
import CSQLite

/// How a deal lies in its row: one order of columns for writing and reading.
enum DealColumns {
    /// Without `id` and `deleted_at`.
    static let names = """
        connection_id, deal, account_id, order_id, position_id, action, entry, reason, time, symbol, volume, price, profit, swap, \
        commission, fee, price_sl, price_tp, price_requested, price_gateway, market_bid, market_ask, expert, comment, \
        platform_action, modify_flags
        """
    static let placeholders = [String](repeating: "?", count: 26).joined(separator: ", ")
    /// What ``read(_:login:)`` takes.
    static let content = "deal, order_id, position_id, action, entry, reason, time, " + rest
    /// The same with ticket and time out of `account_deals`, so that SQLite sees that the rows come in order.
    static let orderedContent = "o.deal AS deal, order_id, position_id, action, entry, reason, o.time AS time, " + rest

    private static let rest = """
        symbol, volume, price, profit, swap, commission, fee, price_sl, price_tp, price_requested, price_gateway, market_bid, market_ask, \
        expert, comment, platform_action, modify_flags
        """

    /// Binds all but the two texts, whose bytes the caller keeps alive until the step.
    static func bindNumbers(_ deal: Deal, _ connection: ConnectionID, _ account: AccountID, _ statement: OpaquePointer) {
        func bind(_ index: Int32, _ value: Int64) { sqlite3_bind_int64(statement, index, value) }
        bind(1, connection.rawValue)
        bind(2, deal.ticket)
        bind(3, account.rawValue)
        bind(4, deal.order)
        bind(5, deal.position)
        bind(6, Int64(deal.action.rawValue))
        bind(7, Int64(deal.entry.rawValue))
        bind(8, Int64(deal.reason.rawValue))
        bind(9, deal.time.microseconds)
        bind(11, deal.volume.units)
        bind(12, deal.price.units)
        bind(13, deal.profit.units)
        bind(14, deal.swap.units)
        bind(15, deal.commission.units)
        bind(16, deal.fee.units)
        bind(17, deal.priceSL.units)
        bind(18, deal.priceTP.units)
        bind(19, deal.priceRequested.units)
        bind(20, deal.priceGateway.units)
        bind(21, deal.marketBid.units)
        bind(22, deal.marketAsk.units)
        bind(23, deal.expert)
        bind(25, Int64(deal.platformAction))
        bind(26, Int64(deal.modifyFlags))
    }

    static let symbolIndex: Int32 = 10
    static let commentIndex: Int32 = 24

    static func read(_ columns: inout Columns, login: Int64) throws -> Deal {
        let ticket = columns.integer()
        let (order, position) = (columns.integer(), columns.integer())
        let (action, entry, reason) = (try columns.code(DealAction.self), try columns.code(DealEntry.self), try columns.code(DealReason.self))
        var deal = Deal(ticket: ticket, login: login, action: action, time: columns.microseconds())
        (deal.order, deal.position, deal.entry, deal.reason) = (order, position, entry, reason)
        deal.symbol = columns.text()
        deal.volume = columns.exact()
        deal.price = columns.exact()
        deal.profit = columns.exact()
        deal.swap = columns.exact()
        deal.commission = columns.exact()
        deal.fee = columns.exact()
        deal.priceSL = columns.exact()
        deal.priceTP = columns.exact()
        deal.priceRequested = columns.exact()
        deal.priceGateway = columns.exact()
        deal.marketBid = columns.exact()
        deal.marketAsk = columns.exact()
        deal.expert = columns.integer()
        deal.comment = columns.text()
        deal.platformAction = Int32(truncatingIfNeeded: columns.integer())
        deal.modifyFlags = Int32(truncatingIfNeeded: columns.integer())
        return deal
    }
}
