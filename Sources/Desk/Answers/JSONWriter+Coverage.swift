import Brokerage
import JSON
import Risk

extension JSONWriter {
    /// An item of `/risk/coverage`.
    public mutating func write(_ row: CoverageRow) {
        beginObject()
        key("symbol"); string(row.symbol)
        key("client_lots"); exact(row.clientLots)
        key("lp_lots"); exact(row.providerLots)
        key("coverage"); optional(row.coverage)
        key("break_lots"); exact(row.breakLots)
        key("break_usd"); dollars(row.breakUSD)
        key("usd_per_pip"); dollars(row.usdPerPip)
        key("since"); time(row.since)
        key("severity"); optional(row.severity?.rawValue)
        key("reason"); optional(row.reason?.rawValue)
        endObject()
    }

    /// One of the `tickets` of `/risk/coverage`.
    public mutating func write(_ ticket: TicketBreak) {
        beginObject()
        key("kind"); string(ticket.kind.rawValue)
        key("symbol"); string(ticket.symbol)
        key("account_id"); optional(ticket.account.map { Int($0.rawValue) })
        key("deal"); optional(ticket.deal.map { Int($0.rawValue) })
        key("fill"); optional(ticket.fill)
        key("lots"); exact(ticket.lots)
        key("since"); time(ticket.since)
        key("severity"); optional(ticket.severity?.rawValue)
        key("detail"); string(ticket.detail)
        endObject()
    }
}
