import Brokerage
import Desk
import JSON
import Tenancy

/// The keys for the operator API, without their secrets.
struct ListOperatorKeysOperation: Operation {
    static let name = "operator-key-list"

    struct Input: Codable, Sendable {}

    func run(_ input: Input, on parts: OperationParts) async throws -> Printout {
        let keys = try parts.desks.directory.control.operatorKeys()
        return Printout(text: keys.map(Self.line).joined(separator: "\n")) { json in
            json.beginArray()
            for key in keys { json.write(key) }
            json.endArray()
        }
    }

    private static func line(_ key: OperatorKey) -> String {
        [
            "\(key.id)", key.prefix, key.revokedAt == nil ? "in use" : "revoked", "\(key.createdAt)", key.lastUsedAt.map { "\($0)" } ?? "never used",
            key.name,
        ].joined(separator: "\t")
    }
}

extension JSONWriter {
    fileprivate mutating func write(_ key: OperatorKey) {
        beginObject()
        self.key("id"); integer(key.id)
        self.key("prefix"); string(key.prefix)
        self.key("name"); string(key.name)
        self.key("created_by"); string(key.createdBy)
        self.key("created_at"); time(key.createdAt)
        self.key("last_used_at"); time(key.lastUsedAt)
        self.key("revoked_at"); time(key.revokedAt)
        endObject()
    }
}
