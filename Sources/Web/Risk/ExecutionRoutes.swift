import Desk
import Hummingbird
import HummingbirdCore
import JSON
import Risk
import Tenancy

/// `/risk/execution`: whether clients are filled as often better as worse than they asked.
enum ExecutionRoutes {
    static let routes = [Route(.get, "/api/v1/risk/execution", .needs(.read), execution)]

    private static func execution(_ call: Call) async throws -> Response {
        let quality = await (try call.desk).executionQuality()
        return Answer.json(reserving: quality.rows.count * 200 + 512) { $0.write(quality) }
    }
}
