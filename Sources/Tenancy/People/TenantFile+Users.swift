import Brokerage
import GRDB

extension TenantWriter {
    /// Enters a person. - Throws: ``TenancyError/Code/conflict`` when the address is taken.
    /// - Parameter passwordHash: nil for someone who is to choose a password by a link.
    public func insert(
        user email: EmailAddress, name: String, role: Role, extra: Set<Permission> = [], passwordHash: String?, at now: Timestamp
    ) throws -> UserID {
        guard try reader.user(email) == nil else { throw TenancyError(.conflict, "There is already a user \(email).") }
        try db.run(
            "INSERT INTO users (email, name, role, permissions, password_hash, created_at) VALUES (?, ?, ?, ?, ?, ?)",
            [email.rawValue, name, role.rawValue, extra.text, passwordHash ?? "", now.milliseconds])
        return UserID(db.lastInsertedRowID)
    }

    /// Changes name, role and permissions. - Throws: ``TenancyError/Code/conflict`` when no active owner would be left.
    public func update(user id: UserID, name: String, role: Role, extra: Set<Permission>) throws {
        let before = try reader.user(id)
        try db.run(
            "UPDATE users SET name = ?, role = ?, permissions = ? WHERE id = ?", [name, role.rawValue, extra.text, id.rawValue])
        if before.isActiveOwner { try demandOwner() }
        revoked.append(.permissions(of: id))
    }

    /// Stores a new password hash and signs the person out everywhere.
    /// - Parameter family: The sign-in that goes on: the one in which the password was changed.
    public func setPassword(of id: UserID, hash: String, keeping family: String? = nil, at now: Timestamp) throws {
        try rehashPassword(of: id, hash: hash)
        try revokeSessions(of: id, keeping: family, at: now)
    }

    /// Stores the same password under today's cost.
    public func rehashPassword(of id: UserID, hash: String) throws {
        try db.run("UPDATE users SET password_hash = ? WHERE id = ?", [hash, id.rawValue])
        guard db.changesCount == 1 else { throw TenantReader.noUser(id) }
    }

    /// Locks a person out, everywhere and at once, or lets them in again.
    /// - Throws: ``TenancyError/Code/conflict`` when no active owner would be left.
    public func setDisabled(user id: UserID, _ disabled: Bool, at now: Timestamp) throws {
        let before = try reader.user(id)
        try db.run("UPDATE users SET disabled = ? WHERE id = ?", [disabled, id.rawValue])
        if before.isActiveOwner { try demandOwner() }
        if disabled {
            try db.run("DELETE FROM access_links WHERE user_id = ?", [id.rawValue])
            try revokeSessions(of: id, at: now)
        }
    }

    public func recordLogin(of id: UserID, at now: Timestamp) throws {
        try db.run("UPDATE users SET last_login_at = ? WHERE id = ?", [now.milliseconds, id.rawValue])
    }

    /// A tenant that nobody may manage would be lost to its people.
    private func demandOwner() throws {
        guard try reader.users().contains(where: \.isActiveOwner) else {
            throw TenancyError(.conflict, "A tenant needs at least one active owner. Make another user an owner first.")
        }
    }
}

extension TenantReader {
    /// All people, by address.
    public func users() throws -> [User] { try db.rows(Self.userSelection + " ORDER BY email", [], Self.user) }

    public func user(_ email: EmailAddress) throws -> User? {
        try db.row(Self.userSelection + " WHERE email = ?", [email.rawValue], Self.user)
    }

    /// - Throws: ``TenancyError/Code/notFound``.
    public func user(_ id: UserID) throws -> User {
        guard let found = try db.row(Self.userSelection + " WHERE id = ?", [id.rawValue], Self.user) else {
            throw TenantReader.noUser(id)
        }
        return found
    }

    static func noUser(_ id: UserID) -> TenancyError { TenancyError(.notFound, "There is no such user.") }

    private static let userSelection =
        "SELECT id, email, name, role, permissions, password_hash, disabled, created_at, last_login_at, otp_since FROM users"

    private static func user(_ columns: inout Columns) throws -> User {
        let (id, email, name, role) = try (UserID(columns.integer()), columns.value(EmailAddress.self), columns.text(), columns.value(Role.self))
        let (extra, hash) = (Set<Permission>(text: columns.text()), columns.text())
        return User(
            id: id, email: email, name: name, role: role, extraPermissions: extra, passwordHash: hash.isEmpty ? nil : hash,
            isDisabled: columns.flag(), createdAt: columns.milliseconds(), lastLoginAt: columns.optionalMilliseconds(),
            otpSince: columns.optionalMilliseconds())
    }
}

extension Set<Permission> {
    /// The names, sorted, with commas between.
    var text: String { sorted().map(\.rawValue).joined(separator: ",") }

    /// Names that this version does not know grant nothing.
    init(text: String) { self = Set(text.split(separator: ",").compactMap { Permission(rawValue: String($0)) }) }
}
