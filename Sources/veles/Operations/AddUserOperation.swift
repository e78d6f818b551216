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
        let hash = try await PasswordHashing.hash(input.password)
        let now = parts.desks.environment.now()
        try await desk.write { writer in
            _ = try writer.insert(user: input.email, name: input.name, role: input.role, passwordHash: hash, at: now)
        }
        return Done()
    }
}
