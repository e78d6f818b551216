import Desk
import Hummingbird
import HummingbirdCore
import JSON
import Risk
import Tenancy

/// `/exposure`: what the clients hold, and what it means to the house.
enum ExposureRoutes {
    static let routes = [Route(.get, "/api/v1/exposure", .needs(.read), query: WholeList.keys.union(["by"]), exposure)]

    private static func exposure(_ call: Call) async throws -> Response {
        let grouping = try call.query.choice("by", ExposureGrouping.self) ?? .symbol
        let desk = try call.desk
        // By symbol it stands in the view, ready for everybody; the rest is asked of the engine.
        let rows = grouping == .symbol ? await desk.view().exposure : await desk.exposure(by: grouping)
        return try WholeList.page(rows, list: "exposure-\(grouping.rawValue)", call.query, reserving: 400, key: \.key) { $0.write($1) }
    }
}
