import Brokerage
import Desk
import HTTPTypes
import Hummingbird
import HummingbirdCore
import JSON
import Tenancy

/// `/platform/tenants`: what the operator does with whole tenants. It shows no tenant's data.
struct PlatformTenantRoutes: Sendable {
    let access: OperatorAccess
    /// For the password of an owner.
    let passwords: WorkThreads

    private var desks: Desks { access.desks }
    private static let path = "/api/v1/platform/tenants"

    var routes: [Route] {
        [
            Route(.get, Self.path, .operatorKey, query: WholeList.keys, list),
            Route(.post, Self.path, .operatorKey, body: .form, create),
            Route(.get, Self.path + "/{slug}", .operatorKey, one),
            Route(.patch, Self.path + "/{slug}", .operatorKey, body: .form, change),
            Route(.delete, Self.path + "/{slug}", .operatorKey, delete),
        ]
    }

    private func list(_ call: Call) async throws -> Response {
        let control = desks.directory.control
        let tenants = try await access.files.run { try control.tenants() }
        return try WholeList.page(tenants, list: "tenants", call.query, reserving: 200, key: { $0.slug.rawValue }) { $0.write($1) }
    }

    private func one(_ call: Call) async throws -> Response {
        return try await answer(try slug(call))
    }

    private func create(_ call: Call) async throws -> Response {
        let actor = try call.actor
        var fields = try Fields(call.body, knowing: ["slug", "name", "domain", "plan", "owner", "password"])
        let slug = TenantSlug(rawValue: fields.required("slug"))
        if slug == nil, !fields.hasFault(in: "slug") { fields.fault("slug", "It must be 1 to 40 of a-z, 0-9 and -.") }
        let name = fields.required("name", atMost: 100)
        let domain = fields.text("domain")
        let plan = fields.choice("plan", Plan.self)
        if plan == nil, !fields.hasFault(in: "plan") { fields.fault("plan", "It is needed.") }
        let owner = EmailAddress(rawValue: fields.required("owner"))
        if owner == nil, !fields.hasFault(in: "owner") { fields.fault("owner", "It must be an e-mail address.") }
        let password = fields.required("password", atMost: 1024)
        let names = [owner?.rawValue ?? "", name, slug?.rawValue ?? ""]
        if !fields.hasFault(in: "password"), let fault = PasswordRule.fault(in: password, names: names) { fields.fault("password", fault) }
        try fields.check()
        guard let slug, let plan, let owner else { throw Problem.malformed("A field is missing.") }
        let hash = try await passwords.run { try Password.hash(password) }
        let now = access.clock.now()
        _ = try await desks.create(NewTenant(slug: slug, name: name, domain: domain, plan: plan), by: actor) { writer in
            _ = try writer.add(owner, name: "", role: .owner, passwordHash: hash, by: .administrator(actor), at: now)
        }
        var response = try await answer(slug, status: .created)
        response.headers[.location] = "\(Self.path)/\(slug)"
        return response
    }

    private func change(_ call: Call) async throws -> Response {
        let (actor, slug) = (try call.actor, try slug(call))
        var fields = try Fields(call.body, knowing: ["name", "plan", "status"])
        let name = fields.has("name") ? fields.required("name", atMost: 100) : nil
        let (plan, status) = (fields.choice("plan", Plan.self), fields.choice("status", Tenant.Status.self))
        try fields.check()
        if let name { try await desks.update(slug, TenantChange(name: name), by: actor) }
        if let plan { try await desks.setPlan(slug, plan, by: actor) }
        switch status {
        case .suspended?: try await desks.suspend(slug, by: actor)
        case .active?: try await desks.resume(slug, by: actor)
        case nil: break
        }
        return try await answer(slug)
    }

    private func delete(_ call: Call) async throws -> Response {
        let actor = try call.actor
        try await desks.delete(try slug(call), by: actor)
        return Answer.noContent
    }

    /// - Throws: ``Problem/noSuch(_:)`` for a text that no slug can be.
    private func slug(_ call: Call) throws(Problem) -> TenantSlug {
        guard let slug = call.parameters.first.flatMap({ TenantSlug(rawValue: String($0)) }) else { throw .noSuch("tenant") }
        return slug
    }

    private func answer(_ slug: TenantSlug, status: HTTPResponse.Status = .ok) async throws -> Response {
        let control = desks.directory.control
        let tenant = try await access.files.run { try control.tenant(slug) }
        return Answer.json(status: status) { $0.write(tenant) }
    }
}

extension JSONWriter {
    fileprivate mutating func write(_ tenant: Tenant) {
        beginObject()
        key("slug"); string(tenant.slug.rawValue)
        key("name"); string(tenant.name)
        key("domain"); optional(tenant.domain)
        key("plan"); string(tenant.plan.rawValue)
        key("status"); string(tenant.status.rawValue)
        key("created_at"); time(tenant.createdAt)
        endObject()
    }
}
