import Desk
import Hummingbird
import HummingbirdCore
import JSON
import Tenancy

/// `/overview`.
enum OverviewRoutes {
    static let routes = [Route(.get, "/api/v1/overview", .needs(.read), overview)]

    private static func overview(_ call: Call) async throws -> Response {
        let overview = try await (try call.desk).overview()
        return Answer.json(reserving: 4096) { overview.write(to: &$0) }
    }
}
