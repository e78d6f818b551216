import Brokerage
import Desk
import Tenancy

/// Adds a person to a tenant.
struct AddUserOperation: Operation {
    static let name = "user-add"

    struct Input: Codable, Sendable {
        var tenant: TenantSlug
        var email: EmailAddress
        var name: String
        var role: Role
        var password: String
    }

    func run(_ input: Input, on parts: OperationParts) async throws -> Done {
        let desk = try await parts.desks.desk(input.tenant, evenSuspended: true)
        let hash = try await PasswordHashing.hash(input.password, names: [input.email.rawValue, input.name, desk.tenant.name, input.tenant.rawValue])
        let (now, manager) = (parts.desks.environment.now(), parts.manager)
        try await desk.write { writer in
            _ = try writer.add(input.email, name: input.name, role: input.role, passwordHash: hash, by: manager, at: now)
        }
        return Done()
    }
}
