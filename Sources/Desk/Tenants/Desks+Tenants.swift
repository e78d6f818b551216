import Brokerage
import JSON
import Logging
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

/// What is to be changed of a tenant; nil leaves it.
public struct TenantChange: Sendable {
    public var name: String?
    public var timeZone: String?

    public init(name: String? = nil, timeZone: String? = nil) { (self.name, self.timeZone) = (name, timeZone) }
}

// What is done with whole tenants. It takes effect at once, whether or not the tenant is open, and stands in the tenant's own audit trail.
extension Desks {
    /// Makes a tenant.
    /// - Parameter fill: writes what the file is to hold from the start, such as an owner.
    /// - Throws: ``DeskError`` with code `conflict` when the slug is taken, `invalid` for a wrong name, `planLimit` when the license has no room.
    public func create(_ new: NewTenant, by actor: Actor, fill: @Sendable @escaping (TenantWriter) throws -> Void) async throws(DeskError) -> Tenant {
        try TenantName.check(new.name)
        try demandLicense(for: new.plan, oneMore: true)
        let now = environment.now()
        do {
            return try await DeskExecutor.run(on: .opening) { [directory] in
                try directory.createTenant(slug: new.slug, name: new.name, domain: new.domain, plan: new.plan, at: now) { writer in
                    let subject = AuditSubject(kind: "tenant", id: new.slug.rawValue, label: new.name)
                    try writer.record(AuditEntry(.tenantCreated, subject, after: ["plan": .string(new.plan.rawValue)]), by: actor, at: now)
                    try fill(writer)
                }
            }
        } catch {
            throw DeskError(storing: error)
        }
    }

    /// Stops a tenant: nobody signs in and its feeds stand still.
    public func suspend(_ slug: TenantSlug, by actor: Actor) async throws(DeskError) {
        let now = environment.now()
        try await change(slug, .tenantSuspended, by: actor) { try $0.suspend(slug, at: now) }
        revocations.tell([.everything], of: slug)
        await close(slug)
    }

    /// Lets a suspended tenant work again.
    public func resume(_ slug: TenantSlug, by actor: Actor) async throws(DeskError) {
        let now = environment.now()
        try await change(slug, .tenantResumed, by: actor) { try $0.resume(slug, at: now) }
        // The operator had it open, with its feeds at rest.
        await close(slug)
        guard runsFeeds, try asking({ try directory.control.tenantsWithWork(at: now).contains(slug) }) else { return }
        _ = try await desk(slug)
    }

    /// Gives a tenant another plan, in effect at once.
    /// - Throws: ``DeskError`` with code `planLimit` when the license does not hold the plan.
    public func setPlan(_ slug: TenantSlug, _ plan: Plan, by actor: Actor) async throws(DeskError) {
        try demandLicense(for: plan, oneMore: false)
        let (now, before) = (environment.now(), try asking { try directory.control.tenant(slug) }.plan)
        try await change(
            slug, .planChanged, before: ["plan": .string(before.rawValue)], after: ["plan": .string(plan.rawValue)], by: actor
        ) { try $0.setPlan(slug, plan, at: now) }
        try await refreshStanding(of: slug)
    }

    /// Changes what a tenant says of itself.
    /// - Throws: ``DeskError`` with code `invalid` for a wrong field.
    public func update(_ slug: TenantSlug, _ new: TenantChange, by actor: Actor) async throws(DeskError) {
        if let name = new.name { try TenantName.check(name) }
        if let zone = new.timeZone, !TimeZoneName.isKnown(zone) {
            throw DeskError(.invalid(field: "time_zone"), "time_zone must be a name of the IANA database, such as Europe/Nicosia")
        }
        let (desk, now) = (try await desk(slug, evenSuspended: true), environment.now())
        let tenant = desk.tenant
        try await desk.write { [control = directory.control] writer in
            let zone = try writer.reader.timeZone()
            if let new = new.timeZone { try writer.set(timeZone: new) }
            let entry = AuditEntry(
                .tenantChanged, .tenant(tenant), before: ["name": .string(tenant.name), "time_zone": .string(zone)],
                after: ["name": .string(new.name ?? tenant.name), "time_zone": .string(new.timeZone ?? zone)])
            try writer.record(entry, by: actor, at: now)
            // Last, as it cannot be taken back with the rest.
            if let name = new.name { try control.rename(slug, name, at: now) }
        }
        try await refreshStanding(of: slug)
    }

    /// Deletes a tenant with all its data, its audit trail too: only the log tells who did it.
    public func delete(_ slug: TenantSlug, by actor: Actor) async throws(DeskError) {
        _ = try asking { try directory.control.tenant(slug) }
        revocations.tell([.everything], of: slug)
        try await whileClosed(slug) { [directory] in try directory.deleteTenant(slug) }
        logger.notice("A tenant was deleted with all its data.", metadata: ["tenant": "\(slug)", "by": "\(actor.label)", "address": "\(actor.address)"])
    }

    /// Changes the tenant's row in the control file and enters that into the tenant's trail. A tenant whose file is set aside has no trail
    /// to enter it in, and is changed all the same.
    private func change(
        _ slug: TenantSlug, _ action: AuditAction, before: JSONValue? = nil, after: JSONValue? = nil, by actor: Actor,
        _ body: @Sendable (ControlFile) throws -> Void
    ) async throws(DeskError) {
        let now = environment.now()
        do {
            let desk = try await desk(slug, evenSuspended: true)
            let entry = AuditEntry(action, .tenant(desk.tenant), before: before, after: after)
            try await desk.write { [control = directory.control] writer in
                try writer.record(entry, by: actor, at: now)
                // Last, as it cannot be taken back with the rest.
                try body(control)
            }
        } catch  where error.code == .quarantined {
            try asking { try body(directory.control) }
        }
    }

    /// Asks the control file.
    func asking<T>(_ body: () throws -> T) throws(DeskError) -> T {
        do {
            return try body()
        } catch {
            throw DeskError(storing: error)
        }
    }
}

enum TenantName {
    static func check(_ name: String) throws(DeskError) {
        guard !name.isEmpty, name.utf8.count <= 100 else { throw DeskError(.invalid(field: "name"), "name must be a text of 1 to 100 bytes") }
    }
}
