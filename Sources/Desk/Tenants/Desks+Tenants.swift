import Brokerage
import Tenancy

/// What the operator states of a tenant that is to be made.
public struct NewTenant: Sendable {
    public var slug: TenantSlug
    public var name: String
    public var domain: String?
    public var plan: Plan

    public init(slug: TenantSlug, name: String, domain: String? = nil, plan: Plan) {
        (self.slug, self.name, self.domain, self.plan) = (slug, name, domain, plan)
    }
}

// What the operator does with whole tenants. It takes effect at once, whether or not the tenant is open.
extension Desks {
    /// Makes a tenant. - Throws: ``DeskError`` with code `conflict` when the slug is taken, `invalid` for a wrong name.
    public func create(_ new: NewTenant) async throws(DeskError) -> Tenant {
        guard !new.name.isEmpty, new.name.utf8.count <= 100 else {
            throw DeskError(.invalid(field: "name"), "name must be a text of 1 to 100 bytes")
        }
        let now = environment.now()
        do {
            return try await DeskExecutor.run(on: .opening) { [directory] in
                try directory.createTenant(slug: new.slug, name: new.name, domain: new.domain, plan: new.plan, at: now)
            }
        } catch {
            throw DeskError(storing: error)
        }
    }

    /// Stops a tenant: nobody signs in and its feeds stand still.
    public func suspend(_ slug: TenantSlug) async throws(DeskError) {
        try changing(slug) { try $0.suspend(slug, at: environment.now()) }
        await close(slug)
    }

    /// Lets a suspended tenant work again.
    public func resume(_ slug: TenantSlug) async throws(DeskError) {
        try changing(slug) { try $0.resume(slug, at: environment.now()) }
        // The operator may have had it open, with its feeds at rest.
        await close(slug)
        guard runsFeeds, try hasWork(slug) else { return }
        _ = try await desk(slug)
    }

    /// Deletes a tenant with all its data.
    public func delete(_ slug: TenantSlug) async throws(DeskError) {
        _ = try tenant(slug)
        try await whileClosed(slug) { [directory] in try directory.deleteTenant(slug) }
    }

    private func tenant(_ slug: TenantSlug) throws(DeskError) -> Tenant {
        do {
            return try directory.control.tenant(slug)
        } catch {
            throw DeskError(storing: error)
        }
    }

    private func hasWork(_ slug: TenantSlug) throws(DeskError) -> Bool {
        do {
            return try directory.control.tenantsWithWork(at: environment.now()).contains(slug)
        } catch {
            throw DeskError(storing: error)
        }
    }

    private func changing(_ slug: TenantSlug, _ body: (ControlFile) throws -> Void) throws(DeskError) {
        do {
            try body(directory.control)
        } catch {
            throw DeskError(storing: error)
        }
    }
}
