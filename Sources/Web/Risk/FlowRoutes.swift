import Desk
import Hummingbird
import HummingbirdCore
import JSON
import Risk
import Tenancy

/// `/risk/flow` and `/risk/introducers`: how one-sided clients trade, and who sent those who churn.
enum FlowRoutes {
    static let routes = [
        Route(.get, "/api/v1/risk/flow", .needs(.read), flow),
        Route(.get, "/api/v1/risk/introducers", .needs(.read), query: WholeList.keys, introducers),
    ]

    private static func flow(_ call: Call) async throws -> Response {
        let rows = await (try call.desk).flowImbalances()
        return Answer.json(reserving: rows.count * 100 + 64) { json in
            json.beginObject()
            json.key("items")
            json.beginArray()
            for row in rows { json.write(row) }
            json.endArray()
            json.endObject()
        }
    }

    private static func introducers(_ call: Call) async throws -> Response {
        let rows = await (try call.desk).introducers()
        return try WholeList.page(rows, list: "introducers", call.query, reserving: 300, key: \.introducer) { $0.write($1) }
    }
}
