import Brokerage

/// A program's key, without its secret.
public struct APIKey: Sendable, Equatable {
    public var id: APIKeyID
    /// The visible part, `vk_` and eight characters: enough to tell keys apart and to find the tenant.
    public var prefix: String
    public var name: String
    public var role: Role
    public var createdAt: Timestamp
    public var expiresAt: Timestamp?
    public var lastUsedAt: Timestamp?
    public var revokedAt: Timestamp?

    /// The visible part of a key's text; nil for what is no key.
    public static func prefix(of token: String) -> String? {
        let parts = token.split(separator: "_", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "vk", parts[1].utf8.count == 8, !parts[2].isEmpty, token.utf8.count <= 128 else { return nil }
        return "vk_\(parts[1])"
    }
}
