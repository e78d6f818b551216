import Brokerage

/// The operator's key for programs, without its secret. It opens the operator API and no tenant's data.
public struct OperatorKey: Sendable, Equatable {
    public var id: Int64
    /// The visible part, `vo_` and eight characters.
    public var prefix: String
    public var name: String
    /// Who made it: a user of the machine.
    public var createdBy: String
    public var createdAt: Timestamp
    public var lastUsedAt: Timestamp?
    public var revokedAt: Timestamp?

    /// The visible part of a key's text; nil for what is no such key.
    public static func prefix(of token: String) -> String? {
        let parts = token.split(separator: "_", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "vo", parts[1].utf8.count == 8, !parts[2].isEmpty, token.utf8.count <= 128 else { return nil }
        return "vo_\(parts[1])"
    }
}
