import Desk
import Tenancy

/// Makes another set-up token, for an appliance that has no tenant.
struct MakeSetupTokenOperation: Operation {
    static let name = "setup-token"

    struct Input: Codable, Sendable {}

    struct Output: Codable, Sendable {
        var token: String
    }

    func run(_ input: Input, on parts: OperationParts) async throws -> Output {
        Output(token: try parts.desks.directory.makeSetupToken(at: parts.desks.environment.now()))
    }
}
