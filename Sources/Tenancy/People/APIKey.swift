import Brokerage
import JSON

/// A program's key, without its secret. It belongs to the tenant: it goes on when whoever made it is gone, until it ends or is revoked.
public struct APIKey: Sendable, Equatable {
    public var id: APIKeyID
    /// The visible part, `vk_` and eight characters: enough to tell keys apart and to find the tenant.
    public var prefix: String
    public var name: String
    /// The role of whoever made it.
    public var role: Role
    /// What the program may do.
    public var scopes: Set<Permission>
    /// From where it may be used; anywhere when empty.
    public var allowedAddresses: [AddressRange]
    public var createdAt: Timestamp
    /// Who made it: an e-mail address, the visible part of another key, or a user of the machine.
    public var createdBy: String
    public var expiresAt: Timestamp?
    public var lastUsedAt: Timestamp?
    /// From where it was last used; empty before.
    public var lastUsedAddress: String
    public var revokedAt: Timestamp?

    /// The visible part of a key's text; nil for what is no key.
    public static func prefix(of token: String) -> String? {
        let parts = token.split(separator: "_", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "vk", parts[1].utf8.count == 8, !parts[2].isEmpty, token.utf8.count <= 128 else { return nil }
        return "vk_\(parts[1])"
    }
}

extension [AddressRange] {
    /// Whether an allow-list lets an address in. An empty one lets everybody in; what is no address is in no network.
    public func admits(_ address: String) -> Bool { isEmpty || IPAddress(address).map { contains($0) } ?? false }
}

extension APIKey {
    /// The key as the audit trail names it.
    public var subject: AuditSubject { AuditSubject(kind: "api_key", id: String(id.rawValue), label: prefix) }

    /// The key as the audit trail keeps it.
    var audited: JSONValue {
        [
            "name": .string(name), "role": .string(role.rawValue), "scopes": .array(scopes.sorted().map { .string($0.rawValue) }),
            "allowed_addresses": .array(allowedAddresses.map { .string($0.description) }), "expires_at": .optional(expiresAt?.description),
        ]
    }
}

/// A key that is to be made.
public struct APIKeyDraft: Sendable {
    /// How long a key is good for when nothing else is said.
    public static let lifetime = Duration.seconds(90 * 86_400)

    /// Made by ``ControlFile/reserveKeyPrefix(of:)``.
    public var prefix: String
    public var name: String
    public var role: Role
    public var scopes: Set<Permission>
    public var allowedAddresses: [AddressRange]
    public var expiresAt: Timestamp?

    /// - Parameter scopes: all that the role may do when nil.
    public init(
        prefix: String, name: String, role: Role, scopes: Set<Permission>? = nil, allowedAddresses: [AddressRange] = [], expiresAt: Timestamp?
    ) {
        (self.prefix, self.name, self.role, self.scopes) = (prefix, name, role, scopes ?? role.permissions)
        (self.allowedAddresses, self.expiresAt) = (allowedAddresses, expiresAt)
    }
}
