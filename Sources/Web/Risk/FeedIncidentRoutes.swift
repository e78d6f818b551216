import Brokerage
import Desk
import Hummingbird
import HummingbirdCore
import JSON
import Risk
import Tenancy

/// `/feed-incidents`: faults of the house's own prices, the newest first.
enum FeedIncidentRoutes {
    static let routes = [Route(.get, "/api/v1/feed-incidents", .needs(.read), query: WholeList.keys.union(["kind", "symbol"]), incidents)]

    private static func incidents(_ call: Call) async throws -> Response {
        let kind = try call.query["kind"].map { text throws(Problem) in try named(text) }
        let symbol = call.query["symbol"]
        let incidents = await (try call.desk).feedIncidents().filter { (kind == nil || $0.kind == kind) && (symbol == nil || $0.symbol == symbol) }
        return try WholeList.page(incidents, list: "feed-incidents", call.query, reserving: 300, key: key) { $0.write($1) }
    }

    private static func named(_ text: String) throws(Problem) -> FeedIncident.Kind {
        let all = FeedIncident.Kind.allCases
        guard let kind = all.first(where: { $0.name == text }) else {
            throw .invalid("kind", "It must be one of: \(all.map(\.name).joined(separator: ", ")).")
        }
        return kind
    }

    private static func key(_ incident: FeedIncident) -> String {
        "\(incident.startedAt.microseconds)-\(incident.kind.rawValue)-\(incident.connection.rawValue)-\(incident.symbol)"
    }
}
