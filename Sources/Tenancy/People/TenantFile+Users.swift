import Brokerage
import GRDB

extension TenantWriter {
    /// Enters a person. - Throws: ``TenancyError/Code/conflict`` when the address is taken.
    public func insert(
        user email: EmailAddress, name: String, role: Role, extra: Set<Permission> = [], passwordHash: String, at now: Timestamp
    ) throws -> UserID {
        guard try reader.user(email) == nil else { throw TenancyError(.conflict, "There is already a user \(email).") }
        try db.run(
            "INSERT INTO users (email, name, role, permissions, password_hash, created_at) VALUES (?, ?, ?, ?, ?, ?)",
            [email.rawValue, name, role.rawValue, extra.text, passwordHash, now.milliseconds])
        return UserID(db.lastInsertedRowID)
    }

    /// Changes name, role and permissions. - Throws: ``TenancyError/Code/conflict`` when no active owner would be left.
    public func update(user id: UserID, name: String, role: Role, extra: Set<Permission>) throws {
        try db.run(
            "UPDATE users SET name = ?, role = ?, permissions = ? WHERE id = ?", [name, role.rawValue, extra.text, id.rawValue])
        try demandChange(id)
        try demandOwner()
    }

    /// Stores a new password hash and signs the person out everywhere.
    public func setPassword(of id: UserID, hash: String, at now: Timestamp) throws {
        try rehashPassword(of: id, hash: hash)
        try revokeSessions(of: id, at: now)
    }

    /// Stores the same password under today's cost.
    public func rehashPassword(of id: UserID, hash: String) throws {
        try db.run("UPDATE users SET password_hash = ? WHERE id = ?", [hash, id.rawValue])
        try demandChange(id)
    }

    /// Locks a person out, everywhere and at once, or lets them in again.
    /// - Throws: ``TenancyError/Code/conflict`` when no active owner would be left.
    public func setDisabled(user id: UserID, _ disabled: Bool, at now: Timestamp) throws {
        try db.run("UPDATE users SET disabled = ? WHERE id = ?", [disabled, id.rawValue])
        try demandChange(id)
        try demandOwner()
        if disabled { try revokeSessions(of: id, at: now) }
    }

    public func recordLogin(of id: UserID, at now: Timestamp) throws {
        try db.run("UPDATE users SET last_login_at = ? WHERE id = ?", [now.milliseconds, id.rawValue])
    }

    private func demandChange(_ id: UserID) throws {
        guard db.changesCount == 1 else { throw TenancyError(.notFound, "There is no user \(id.rawValue).") }
    }

    /// A tenant that nobody may manage would be lost to its people.
    private func demandOwner() throws {
        let owners = try db.row("SELECT count(*) FROM users WHERE role = 'owner' AND disabled = 0") { $0.int() } ?? 0
        guard owners > 0 else { throw TenancyError(.conflict, "A tenant needs at least one active owner.") }
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
            throw TenancyError(.notFound, "There is no user \(id.rawValue).")
        }
        return found
    }

    private static let userSelection =
        "SELECT id, email, name, role, permissions, password_hash, disabled, created_at, last_login_at FROM users"

    private static func user(_ columns: inout Columns) throws -> User {
        User(
            id: UserID(columns.integer()), email: try columns.value(), name: columns.text(), role: try columns.value(),
            extraPermissions: Set(text: columns.text()), passwordHash: columns.text(), isDisabled: columns.flag(),
            createdAt: columns.milliseconds(), lastLoginAt: columns.optionalMilliseconds())
    }
}

extension Set<Permission> {
    /// The names, sorted, with commas between.
    var text: String { sorted().map(\.rawValue).joined(separator: ",") }

    /// Names that this version does not know grant nothing.
    init(text: String) { self = Set(text.split(separator: ",").compactMap { Permission(rawValue: String($0)) }) }
}
