import Brokerage
import JSON
import Risk

extension JSONWriter {
    /// An item of `/feed-incidents`.
    public mutating func write(_ incident: FeedIncident) {
        beginObject()
        key("connection_id"); integer(incident.connection.rawValue)
        key("symbol"); string(incident.symbol)
        key("kind"); string(incident.kind.name)
        key("started_at"); time(incident.startedAt)
        key("ended_at"); time(incident.endedAt)
        key("size"); double(incident.size)
        key("unit"); string(incident.kind.unit)
        key("deals"); integer(incident.deals)
        key("deal_ids"); deals(incident.newestDeals)
        key("house_loss_usd"); dollars(incident.houseLossUSD)
        endObject()
    }
}

extension FeedIncident.Kind {
    /// Of the size.
    var unit: String {
        switch self {
        case .frozen, .spike: "pips"
        case .lag: "ms"
        case .crossed: "points"
        }
    }
}
