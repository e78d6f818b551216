import Desk
import JSON
import Tenancy

/// Makes a key for the operator API.
struct CreateOperatorKeyOperation: Operation {
    static let name = "operator-key-create"

    struct Input: Codable, Sendable {
        var name: String
    }

    func run(_ input: Input, on parts: OperationParts) async throws -> Printout {
        guard (1...100).contains(input.name.utf8.count) else { throw VerbFailure(status: 2, "--name must have 1 to 100 bytes") }
        let now = parts.desks.environment.now()
        let (key, token) = try parts.desks.directory.control.createOperatorKey(name: input.name, by: parts.user.name, at: now)
        return Printout(text: token) { json in
            json.beginObject()
            json.key("id"); json.integer(key.id)
            json.key("prefix"); json.string(key.prefix)
            json.key("name"); json.string(key.name)
            json.key("token"); json.string(token)
            json.endObject()
        }
    }
}
