import Brokerage
import Desk
import Hummingbird
import HummingbirdCore
import JSON
import Tenancy

extension AccountRoutes {
    /// Deals named at once by `ids` at most.
    static let mostIDs = 200

    /// Newest first; those of `ids` in the order they were named.
    func deals(_ call: Call) async throws -> Response {
        let id = AccountID(try call.id(of: "account"))
        let desk = try call.desk
        guard await desk.view().account(id) != nil else { throw Problem.noSuch("account") }
        let limit = try call.query.limit(sortedBy: "-time")
        let cursor = try call.query["cursor"].map { text throws(Problem) in try AccountRoutes.dealCursor(text) }
        if let text = call.query["ids"] {
            let ids = try AccountRoutes.ids(text)
            let deals = try await desk.file.read { try $0.deals(ids, of: id) }
            return Answer.page(nextCursor: nil, reserving: deals.count * 420 + 64) { json in for deal in deals { json.write(deal) } }
        }
        let deals = try await desk.file.read { try $0.deals(of: id, before: cursor, limit: limit + 1) }
        let shown = deals.prefix(limit)
        let next = deals.count > limit ? shown.last.map(AccountRoutes.cursor) : nil
        return Answer.page(nextCursor: next?.text, reserving: shown.count * 420 + 64) { json in for deal in shown { json.write(deal) } }
    }

    private static func ids(_ text: String) throws(Problem) -> [DealID] {
        let parts = text.split(separator: ",")
        let ids = parts.compactMap { Int64($0) }.map { DealID($0) }
        guard !ids.isEmpty, ids.count == parts.count, ids.count <= mostIDs else {
            throw .invalid("ids", "It must be 1 to \(mostIDs) numbers of deals with commas between them.")
        }
        return ids
    }

    private static func dealCursor(_ text: String) throws(Problem) -> DealCursor {
        let cursor = try PageCursor(text, list: "deals", sort: "-time")
        guard let time = Int64(cursor.value) else { throw PageCursor.refusal }
        return DealCursor(time: Timestamp(microseconds: time), ticket: cursor.id)
    }

    private static func cursor(_ stored: StoredDeal) -> PageCursor {
        PageCursor(list: "deals", sort: "-time", id: stored.deal.ticket, value: String(stored.deal.time.microseconds))
    }
}

extension JSONWriter {
    /// An item of `/accounts/{id}/deals`. The trading server's own numbers are texts: they may have 64 bits.
    mutating func write(_ stored: StoredDeal) {
        let deal = stored.deal
        beginObject()
        key("id")
        integer(stored.id.rawValue)
        key("deal")
        string(String(deal.ticket))
        key("account_number")
        string(String(deal.login))
        key("order")
        optional(deal.order == 0 ? nil : String(deal.order))
        key("position")
        optional(deal.position == 0 ? nil : String(deal.position))
        key("time")
        time(deal.time)
        key("action")
        string(deal.action.word)
        key("side")
        optional(deal.side?.name)
        key("entry")
        optional(deal.side == nil ? nil : deal.entry.word)
        key("reason")
        string(deal.reason.word)
        key("symbol")
        optional(deal.symbol.isEmpty ? nil : deal.symbol)
        key("volume")
        exact(deal.side == nil ? nil : deal.volume)
        writePrices(deal)
        key("profit")
        exact(deal.profit)
        key("swap")
        exact(deal.swap)
        key("commission")
        exact(deal.commission)
        key("fee")
        exact(deal.fee)
        key("comment")
        string(deal.comment)
        key("expert")
        optional(deal.expert == 0 ? nil : String(deal.expert))
        key("deleted_at")
        time(stored.deletedAt)
        endObject()
    }

    private mutating func writePrices(_ deal: Deal) {
        key("price")
        exact(deal.side == nil ? nil : deal.price)
        key("price_sl")
        exact(deal.priceSL.isZero ? nil : deal.priceSL)
        key("price_tp")
        exact(deal.priceTP.isZero ? nil : deal.priceTP)
        key("price_requested")
        exact(deal.priceRequested.isZero ? nil : deal.priceRequested)
        key("price_gateway")
        exact(deal.priceGateway.isZero ? nil : deal.priceGateway)
        key("market_bid")
        exact(deal.marketBid.isZero ? nil : deal.marketBid)
        key("market_ask")
        exact(deal.marketAsk.isZero ? nil : deal.marketAsk)
    }
}
