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
        let hash = try await PasswordHashing.hash(input.password)
        let now = parts.desks.environment.now()
        try await desk.write { writer in try writer.setPassword(of: try input.person.find(writer.reader).id, hash: hash, at: now) }
        return Done()
    }
}
