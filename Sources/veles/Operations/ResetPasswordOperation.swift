import Brokerage
import Desk
import Tenancy

/// Sets a new password and ends all sessions of the person.
struct ResetPasswordOperation: Operation {
    static let name = "user-reset-password"

    struct Input: Codable, Sendable {
        var person: PersonInput
        var password: String
    }

    func run(_ input: Input, on parts: OperationParts) async throws -> Done {
        let desk = try await parts.desks.desk(input.person.tenant, evenSuspended: true)
        let user = try await desk.file.read { try input.person.find($0) }
        let hash = try await PasswordHashing.hash(input.password, names: [user.email.rawValue, user.name, desk.tenant.name, desk.slug.rawValue])
        let (now, manager) = (parts.desks.environment.now(), parts.manager)
        try await desk.write { writer in try writer.setPassword(of: user.id, hash: hash, by: manager, at: now) }
        return Done()
    }
}
