import Brokerage
import GRDB
import JSON

/// What is to be another about a person; nil for what stays.
public struct UserChange: Sendable, Equatable {
    public var name: String?
    public var role: Role?
    public var isDisabled: Bool?

    public init(name: String? = nil, role: Role? = nil, isDisabled: Bool? = nil) {
        (self.name, self.role, self.isDisabled) = (name, role, isDisabled)
    }
}

// People as those manage them who may, each change with its entry in the audit trail.
extension TenantWriter {
    /// Enters a person who chooses the password by the link.
    /// - Throws: ``TenancyError`` with `conflict` when the address is taken, `forbidden` for a role above the manager's own permissions.
    public func invite(
        _ email: EmailAddress, name: String, role: Role, by manager: Manager, at now: Timestamp
    ) throws -> (user: User, link: AccessLink, secret: String) {
        try manager.demand(role.permissions)
        let user = try reader.user(insert(user: email, name: name, role: role, passwordHash: nil, at: now))
        let (link, secret) = try makeLink(for: user, at: now)
        try record(AuditEntry(.userInvited, user.subject, after: user.audited), by: manager.actor, at: now)
        return (user, link, secret)
    }

    /// Enters a person who has a password already.
    public func add(
        _ email: EmailAddress, name: String, role: Role, passwordHash: String, by manager: Manager, at now: Timestamp
    ) throws -> User {
        try manager.demand(role.permissions)
        let user = try reader.user(insert(user: email, name: name, role: role, passwordHash: passwordHash, at: now))
        try record(AuditEntry(.userCreated, user.subject, after: user.audited), by: manager.actor, at: now)
        return user
    }

    /// - Throws: ``TenancyError`` with `notFound`, `forbidden`, or `conflict` when no active owner would be left.
    public func change(user id: UserID, _ change: UserChange, by manager: Manager, at now: Timestamp) throws -> User {
        let before = try managed(id, by: manager)
        let (name, role) = (change.name ?? before.name, change.role ?? before.role)
        try manager.demand(role.permissions)
        if (name, role) != (before.name, before.role) { try update(user: id, name: name, role: role, extra: before.extraPermissions) }
        if let isDisabled = change.isDisabled, isDisabled != before.isDisabled { try setDisabled(user: id, isDisabled, at: now) }
        let after = try reader.user(id)
        guard after != before else { return after }
        try record(AuditEntry(.userChanged, after.subject, before: before.audited, after: after.audited), by: manager.actor, at: now)
        return after
    }

    /// Takes an invitation back that nobody has accepted. People who have signed in stay, as the audit trail names them.
    /// - Throws: ``TenancyError/Code/conflict`` for a person who has a password.
    public func withdraw(invitationOf id: UserID, by manager: Manager, at now: Timestamp) throws {
        let user = try managed(id, by: manager)
        guard user.isInvited else {
            throw TenancyError(.conflict, "\(user.email) has accepted the invitation. Disable the user instead.")
        }
        try db.run("DELETE FROM users WHERE id = ?", [id.rawValue])
        try record(AuditEntry(.userDeleted, user.subject, before: user.audited), by: manager.actor, at: now)
    }

    /// A new link for a person: another invitation while they have no password, a reset afterwards.
    public func makeLink(for id: UserID, by manager: Manager, at now: Timestamp) throws -> (user: User, link: AccessLink, secret: String) {
        let user = try managed(id, by: manager)
        let (link, secret) = try makeLink(for: user, at: now)
        try record(AuditEntry(.userLinkMade, user.subject, after: ["kind": .string(link.kind.rawValue)]), by: manager.actor, at: now)
        return (user, link, secret)
    }

    /// Sets a person's password for them, and ends all of their sign-ins.
    public func setPassword(of id: UserID, hash: String, by manager: Manager, at now: Timestamp) throws {
        let user = try managed(id, by: manager)
        try setPassword(of: id, hash: hash, at: now)
        try record(AuditEntry(.passwordSet, user.subject), by: manager.actor, at: now)
    }

    /// Ends all sign-ins of a person.
    public func endSessions(of id: UserID, by manager: Manager, at now: Timestamp) throws {
        let user = try managed(id, by: manager)
        try revokeSessions(of: id, at: now)
        try record(AuditEntry(.sessionsEnded, user.subject), by: manager.actor, at: now)
    }

    /// A person whom the manager may change. - Throws: ``TenancyError`` with `notFound` or `forbidden`.
    func managed(_ id: UserID, by manager: Manager) throws -> User {
        let user = try reader.user(id)
        try manager.demand(user.permissions)
        return user
    }
}
