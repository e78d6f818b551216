import Brokerage
import Desk
import Hummingbird
import HummingbirdCore
import JSON
import Tenancy

/// `/overview` and `/tenant`.
enum OverviewRoutes {
    static let routes = [
        Route(.get, "/api/v1/overview", .needs(.read), overview),
        Route(.get, "/api/v1/tenant", .needs(.read), tenant),
    ]

    private static func overview(_ call: Call) async throws -> Response {
        let overview = try await (try call.desk).overview()
        return Answer.json(reserving: 4096) { overview.write(to: &$0) }
    }

    private static func tenant(_ call: Call) async throws -> Response {
        let desk = try call.desk
        let (tenant, view) = (desk.file.tenant, await desk.view())
        let users = try await desk.file.read { try $0.users().count }
        return Answer.json { json in
            json.beginObject()
            json.key("slug")
            json.string(tenant.slug.rawValue)
            json.key("name")
            json.string(tenant.name)
            json.key("domain")
            json.optional(tenant.domain)
            json.key("plan")
            json.string(tenant.plan.rawValue)
            json.key("status")
            json.string(tenant.status.rawValue)
            json.key("created_at")
            json.time(tenant.createdAt)
            json.key("use")
            json.beginObject()
            json.key("servers")
            write(view.connections.count { $0.platform != .push }, of: tenant.plan.serverLimit, to: &json)
            json.key("accounts")
            write(view.accounts.count, of: tenant.plan.accountLimit, to: &json)
            json.key("users")
            write(users, of: nil, to: &json)
            json.endObject()
            json.endObject()
        }
    }

    private static func write(_ used: Int, of limit: Int?, to json: inout JSONWriter) {
        json.beginObject()
        json.key("used")
        json.integer(used)
        json.key("limit")
        json.optional(limit)
        json.endObject()
    }
}
