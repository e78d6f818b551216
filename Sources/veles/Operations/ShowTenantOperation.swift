import Brokerage
import Desk
import JSON
import Tenancy

/// One tenant.
struct ShowTenantOperation: Operation {
    static let name = "tenant-show"

    func run(_ input: TenantInput, on parts: OperationParts) async throws -> Printout {
        let tenant = try parts.desks.directory.control.tenant(input.tenant)
        return Printout(
            text: "\(tenant.slug): \(tenant.name), plan \(tenant.plan.rawValue), \(tenant.status.rawValue), since \(tenant.createdAt)",
            json: { $0.write(tenant) })
    }
}

/// The tenant that an operation is about.
struct TenantInput: Codable, Sendable {
    var tenant: TenantSlug
}

extension JSONWriter {
    mutating func write(_ tenant: Tenant) {
        beginObject()
        key("slug"); string(tenant.slug.rawValue)
        key("name"); string(tenant.name)
        key("domain"); if let domain = tenant.domain { string(domain) } else { null() }
        key("plan"); string(tenant.plan.rawValue)
        key("status"); string(tenant.status.rawValue)
        key("created_at"); string("\(tenant.createdAt)")
        endObject()
    }
}
