import Brokerage
import JSON

/// A deal as JSON, for the record of what it was before a change. Exact values stand in texts.
enum DealRecord {
    static func json(_ deal: Deal) -> String {
        let bytes = JSONWriter.bytes { json in
            json.beginObject()
            writeWhat(deal, &json)
            writeFigures(deal, &json)
            json.endObject()
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func writeWhat(_ deal: Deal, _ json: inout JSONWriter) {
        let numbers: [(StaticString, Int64)] = [
            ("deal", deal.ticket), ("account_number", deal.login), ("order", deal.order), ("position", deal.position),
            ("action", Int64(deal.action.rawValue)), ("entry", Int64(deal.entry.rawValue)), ("reason", Int64(deal.reason.rawValue)),
            ("time_us", deal.time.microseconds), ("expert", deal.expert), ("platform_action", Int64(deal.platformAction)),
            ("modify_flags", Int64(deal.modifyFlags)),
        ]
        for (name, number) in numbers {
            json.key(name)
            json.integer(number)
        }
        json.key("symbol")
        json.string(deal.symbol)
        json.key("comment")
        json.string(deal.comment)
    }

    private static func writeFigures(_ deal: Deal, _ json: inout JSONWriter) {
        let figures: [(StaticString, any FixedPoint)] = [
            ("volume", deal.volume), ("price", deal.price), ("profit", deal.profit), ("swap", deal.swap), ("commission", deal.commission),
            ("fee", deal.fee), ("price_sl", deal.priceSL), ("price_tp", deal.priceTP), ("price_requested", deal.priceRequested),
            ("price_gateway", deal.priceGateway), ("market_bid", deal.marketBid), ("market_ask", deal.marketAsk),
        ]
        for (name, figure) in figures {
            json.key(name)
            json.string(figure.description)
        }
    }
}
