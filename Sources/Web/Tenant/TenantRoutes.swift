import Brokerage
import Desk
import HTTPTypes
import Hummingbird
import HummingbirdCore
import JSON
import Tenancy

/// `/tenant`: the tenant, its plan and how much of it is used.
struct TenantRoutes: Sendable {
    let desks: Desks

    var routes: [Route] {
        [
            Route(.get, "/api/v1/tenant", .needs(.read), show),
            Route(.patch, "/api/v1/tenant", .needs(.manageTenant), body: .form, change),
        ]
    }

    private func show(_ call: Call) async throws -> Response { try await TenantRoutes.answer(try call.desk) }

    private func change(_ call: Call) async throws -> Response {
        var fields = try Fields(call.body, knowing: ["name", "time_zone"])
        let name = fields.has("name") ? fields.required("name", atMost: 100) : nil
        let change = TenantChange(name: name, timeZone: fields.has("time_zone") ? fields.required("time_zone", atMost: 64) : nil)
        try fields.check()
        let desk = try call.desk
        try await desks.update(desk.slug, change, by: try call.actor)
        return try await TenantRoutes.answer(desk)
    }

    private static func answer(_ desk: Desk) async throws -> Response {
        let (use, zone) = (try await desk.planUse(), try await desk.file.read { try $0.timeZone() })
        let (tenant, limits) = (use.standing.tenant, use.standing.limits)
        return Answer.json { json in
            json.beginObject()
            json.key("slug"); json.string(tenant.slug.rawValue)
            json.key("name"); json.string(tenant.name)
            json.key("domain"); json.optional(tenant.domain)
            json.key("plan"); json.string(tenant.plan.rawValue)
            json.key("status"); json.string(tenant.status.rawValue)
            json.key("time_zone"); json.string(zone)
            json.key("created_at"); json.time(tenant.createdAt)
            json.key("limits"); json.beginObject()
            json.key("servers"); json.optional(limits.servers)
            json.key("accounts"); json.optional(limits.accounts)
            json.endObject()
            json.key("use"); json.beginObject()
            json.key("servers"); json.integer(use.servers)
            json.key("accounts"); json.integer(use.accounts)
            json.key("scored_accounts"); json.integer(use.scoredAccounts)
            json.key("users"); json.integer(use.users)
            json.endObject()
            json.key("warnings"); json.beginArray()
            for warning in use.warnings { warning.write(to: &json) }
            json.endArray()
            json.endObject()
        }
    }
}
