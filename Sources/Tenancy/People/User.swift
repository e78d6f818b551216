import Brokerage

/// A person of a tenant.
public struct User: Sendable, Equatable {
    public var id: UserID
    public var email: EmailAddress
    public var name: String
    public var role: Role
    /// What the person may do beyond the role.
    public var extraPermissions: Set<Permission>
    /// For ``Password/verify(_:against:)``; it never leaves the server.
    public var passwordHash: String
    public var isDisabled: Bool
    public var createdAt: Timestamp
    public var lastLoginAt: Timestamp?

    /// All that the person may do.
    public var permissions: Set<Permission> { role.permissions.union(extraPermissions) }
}
