import Brokerage
import JSON

/// A person of a tenant.
public struct User: Sendable, Equatable {
    public var id: UserID
    public var email: EmailAddress
    public var name: String
    public var role: Role
    /// What the person may do beyond the role.
    public var extraPermissions: Set<Permission>
    /// For ``Password/verify(_:against:)``; it never leaves the server. Nil until an invitation was accepted.
    public var passwordHash: String?
    public var isDisabled: Bool
    public var createdAt: Timestamp
    public var lastLoginAt: Timestamp?
    /// Since when signing in takes a one-time code too; nil when it does not.
    public var otpSince: Timestamp?

    /// All that the person may do.
    public var permissions: Set<Permission> { role.permissions.union(extraPermissions) }
    /// Whether the person has yet to choose a password.
    public var isInvited: Bool { passwordHash == nil }
    /// Whether the tenant can be managed through this person.
    var isActiveOwner: Bool { role == .owner && !isDisabled && !isInvited }
}

extension User {
    /// The person as the audit trail names them.
    public var subject: AuditSubject { AuditSubject(kind: "user", id: String(id.rawValue), label: email.rawValue) }

    /// The person as the audit trail keeps them.
    var audited: JSONValue {
        ["email": .string(email.rawValue), "name": .string(name), "role": .string(role.rawValue), "disabled": .bool(isDisabled)]
    }
}
