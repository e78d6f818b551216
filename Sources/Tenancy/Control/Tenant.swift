import Brokerage

/// One brokerage, as the control file knows it.
public struct Tenant: Sendable, Equatable {
    public enum Status: String, Sendable, CaseIterable {
        case active, suspended
    }

    public var id: Int64
    public var slug: TenantSlug
    public var name: String
    public var domain: String?
    public var plan: Plan
    public var status: Status
    public var createdAt: Timestamp
    /// 16 random bytes in hexadecimal, made once. Everything sealed for the tenant is bound to it.
    public var uid: String

    public init(
        id: Int64, slug: TenantSlug, name: String, domain: String?, plan: Plan, status: Status, createdAt: Timestamp, uid: String
    ) {
        (self.id, self.slug, self.name, self.domain) = (id, slug, name, domain)
        (self.plan, self.status, self.createdAt, self.uid) = (plan, status, createdAt, uid)
    }
}
