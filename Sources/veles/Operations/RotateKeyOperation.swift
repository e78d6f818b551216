import Desk
import JSON

/// Changes the master key.
struct RotateKeyOperation: Operation {
    static let name = "key-rotate"

    struct Input: Codable, Sendable {}

    func run(_ input: Input, on parts: OperationParts) async throws -> Printout {
        let change = try await parts.desks.changeMasterKey()
        guard change.failed.isEmpty else {
            let reasons = change.failed.map { "\($0.tenant): \($0.reason)" }.joined(separator: " ")
            throw VerbFailure(
                "\(change.failed.count) of \(change.sealed + change.failed.count) tenants could not be sealed with the new master key, so the old one is "
                    + "kept too: \(reasons) Put them right and run veles key rotate again.")
        }
        return Printout(text: "The master key is a new one; \(change.sealed) tenants are sealed with it.") { json in
            json.beginObject()
            json.key("tenants"); json.integer(change.sealed)
            json.endObject()
        }
    }
}
