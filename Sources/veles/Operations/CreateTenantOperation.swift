import Brokerage
import Desk
import JSON
import Tenancy

/// Makes a tenant with its owner.
struct CreateTenantOperation: Operation {
    static let name = "tenant-create"

    struct Input: Codable, Sendable {
        var slug: TenantSlug
        var name: String
        var domain: String?
        var plan: Plan
        var owner: EmailAddress
        var password: String
    }

    func run(_ input: Input, on parts: OperationParts) async throws -> Printout {
        let hash = try await PasswordHashing.hash(input.password, names: [input.owner.rawValue, input.name, input.slug.rawValue])
        let (now, manager) = (parts.desks.environment.now(), parts.manager)
        let new = NewTenant(slug: input.slug, name: input.name, domain: input.domain, plan: input.plan)
        let tenant = try await parts.desks.create(new, by: parts.actor) { writer in
            _ = try writer.add(input.owner, name: "", role: .owner, passwordHash: hash, by: manager, at: now)
        }
        return Printout(text: "Tenant \(tenant.slug) is there; \(input.owner) can sign in.", json: { $0.write(tenant) })
    }
}
