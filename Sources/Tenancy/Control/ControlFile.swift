import Brokerage
import Foundation
import GRDB
import Logging

/// `control.db`: which tenants exist and what they subscribed to. It holds no client data.
public final class ControlFile: Sendable {
    let store: FileStore

    private init(store: FileStore) { self.store = store }

    static func open(path: String, logger: Logger) throws -> ControlFile {
        let schema = ControlSchema.schema
        if !PrivateFiles.exists(path) { try FileStore.create(path: path, schema: schema) }
        return ControlFile(store: try FileStore.open(path: path, schema: schema, logger: logger))
    }

    func close() throws { try store.close(markingClean: true) }

    /// All tenants, by slug.
    public func tenants() throws -> [Tenant] {
        try store.read { try $0.rows(Self.selection + " ORDER BY slug", [], Self.tenant) }
    }

    /// - Throws: ``TenancyError/Code/notFound``.
    public func tenant(_ slug: TenantSlug) throws -> Tenant {
        let found = try store.read { try $0.row(Self.selection + " WHERE slug = ?", [slug.rawValue], Self.tenant) }
        guard let found else { throw TenancyError(.notFound, "There is no tenant \(slug).") }
        return found
    }

    /// Enters a tenant. - Throws: ``TenancyError/Code/conflict`` when the slug is taken.
    func create(slug: TenantSlug, name: String, domain: String?, plan: Plan, at now: Timestamp) throws -> Tenant {
        let uid = Hexadecimal.text(try SecureRandom.bytes(16))
        do {
            try store.write {
                try $0.run(
                    """
                    INSERT INTO tenants (slug, name, domain, subscription_plan, status, uid, created_at, updated_at)
                    VALUES (?, ?, ?, ?, 'active', ?, ?, ?)
                    """,
                    [slug.rawValue, name, domain, plan.rawValue, uid, now.milliseconds, now.milliseconds])
            }
        } catch let error as TenancyError where error.code == .conflict {
            throw TenancyError(.conflict, "There is already a tenant \(slug).", cause: error.cause)
        }
        return try tenant(slug)
    }

    /// Stops a tenant: nobody signs in and its feeds stand still until ``resume(_:at:)``.
    public func suspend(_ slug: TenantSlug, at now: Timestamp) throws { try set("status", "suspended", slug, now) }

    public func resume(_ slug: TenantSlug, at now: Timestamp) throws { try set("status", "active", slug, now) }

    public func setPlan(_ slug: TenantSlug, _ plan: Plan, at now: Timestamp) throws {
        try set("subscription_plan", plan.rawValue, slug, now)
    }

    public func rename(_ slug: TenantSlug, _ name: String, at now: Timestamp) throws { try set("name", name, slug, now) }

    /// The active tenants that have something to do at that time though nobody asks for them, such as feeds to run.
    public func tenantsWithWork(at now: Timestamp) throws -> [TenantSlug] {
        try store.read {
            try $0.rows(
                "SELECT slug FROM tenants WHERE next_work_at <= ? AND status = 'active' ORDER BY next_work_at, slug", [now.milliseconds]
            ) { try $0.value(TenantSlug.self) }
        }
    }

    /// When the tenant next has something to do; nil for nothing.
    public func setNextWork(_ slug: TenantSlug, at instant: Timestamp?) throws {
        try store.write { try $0.run("UPDATE tenants SET next_work_at = ? WHERE slug = ?", [instant?.milliseconds, slug.rawValue]) }
    }

    /// Takes a tenant out of the file; its folder is not touched.
    func forget(_ slug: TenantSlug) throws {
        try store.write { try $0.run("DELETE FROM tenants WHERE slug = ?", [slug.rawValue]) }
    }

    private func set(_ column: StaticString, _ value: String, _ slug: TenantSlug, _ now: Timestamp) throws {
        let changed = try store.write { db in
            try db.run("UPDATE tenants SET \(column) = ?, updated_at = ? WHERE slug = ?", [value, now.milliseconds, slug.rawValue])
            return db.changesCount
        }
        guard changed == 1 else { throw TenancyError(.notFound, "There is no tenant \(slug).") }
    }

    private static let selection = "SELECT id, slug, name, domain, subscription_plan, status, created_at, uid FROM tenants"

    private static func tenant(_ columns: inout Columns) throws -> Tenant {
        Tenant(
            id: columns.integer(), slug: try columns.value(TenantSlug.self), name: columns.text(), domain: columns.optionalText(),
            plan: try columns.value(Plan.self), status: try columns.value(Tenant.Status.self), createdAt: columns.milliseconds(),
            uid: columns.text())
    }
}

// Which tenant a program's key belongs to, so that a request finds its file without trying all of them.
extension ControlFile {
    /// Makes the visible part of a new API key and remembers whose it is. No two tenants ever have the same.
    public func reserveKeyPrefix(of tenant: TenantSlug) throws -> String {
        for _ in 0..<8 {
            // Hexadecimal, as the visible part must hold no separator and read well over a telephone.
            let prefix = "vk_" + Hexadecimal.text(try SecureRandom.bytes(4))
            let isNew = try store.write { db in
                try db.run(
                    "INSERT OR IGNORE INTO api_key_prefixes (prefix, tenant_id) SELECT ?, id FROM tenants WHERE slug = ?", [prefix, tenant.rawValue])
                return db.changesCount == 1
            }
            if isNew { return prefix }
        }
        throw TenancyError(.notFound, "There is no tenant \(tenant).")
    }

    /// The tenant that made the key with that visible part, or nil. It says nothing about whether the key is good.
    public func tenant(ofKeyPrefix prefix: String) throws -> Tenant? {
        try store.read {
            try $0.row(
                Self.selection + " WHERE id = (SELECT tenant_id FROM api_key_prefixes WHERE prefix = ?)", [prefix], Self.tenant)
        }
    }
}
