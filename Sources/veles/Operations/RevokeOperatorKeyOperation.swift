import Desk
import Tenancy

/// Ends a key for the operator API.
struct RevokeOperatorKeyOperation: Operation {
    static let name = "operator-key-revoke"

    struct Input: Codable, Sendable {
        var id: Int64
    }

    func run(_ input: Input, on parts: OperationParts) async throws -> Done {
        try parts.desks.directory.control.revoke(operatorKey: input.id, at: parts.desks.environment.now())
        return Done()
    }
}
