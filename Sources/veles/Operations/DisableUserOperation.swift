import Brokerage
import Desk
import Tenancy

/// Keeps a person out.
struct DisableUserOperation: Operation {
    static let name = "user-disable"

    func run(_ input: PersonInput, on parts: OperationParts) async throws -> Done {
        let (now, manager) = (parts.desks.environment.now(), parts.manager)
        try await parts.desks.desk(input.tenant, evenSuspended: true).write { writer in
            _ = try writer.change(user: try input.find(writer.reader).id, UserChange(isDisabled: true), by: manager, at: now)
        }
        return Done()
    }
}

/// A person of a tenant.
struct PersonInput: Codable, Sendable {
    var tenant: TenantSlug
    var email: EmailAddress

    /// - Throws: ``TenancyError/Code/notFound``.
    func find(_ reader: TenantReader) throws -> User {
        guard let user = try reader.user(email) else { throw TenancyError(.notFound, "There is no user \(email) in the tenant \(tenant).") }
        return user
    }
}
