import Brokerage
import Foundation
import GRDB
import JSON

extension TenantWriter {
    /// Makes a link for a person; one that was made before is worth nothing from now on.
    /// - Returns: The link and its secret, which is told once.
    func makeLink(for user: User, at now: Timestamp) throws -> (link: AccessLink, secret: String) {
        guard !user.isDisabled else {
            throw TenancyError(.conflict, "\(user.email) is disabled. Enable the user first.")
        }
        let kind: AccessLink.Kind = user.isInvited ? .invitation : .reset
        let secret = Base64.urlText(try SecureRandom.bytes(32))
        let link = AccessLink(user: user.id, kind: kind, expiresAt: now + kind.lifetime)
        try db.run(
            "INSERT OR REPLACE INTO access_links (user_id, kind, hash, created_at, expires_at) VALUES (?, ?, ?, ?, ?)",
            [
                user.id.rawValue, kind.rawValue, Data(try SHA256.digest(Array(secret.utf8))), now.milliseconds, link.expiresAt.milliseconds,
            ])
        return (link, secret)
    }

    /// Spends a link: the person has the new password, and all of their sign-ins end.
    /// - Parameters:
    ///   - name: taken with an invitation only.
    ///   - address: of the browser, for the audit trail, as `requestID`.
    /// - Returns: The person; nil when the link is not good.
    public func accept(
        link secret: String, passwordHash: String, name: String?, address: String, requestID: String, at now: Timestamp
    ) throws -> User? {
        guard let (link, user) = try reader.link(secret, at: now) else { return nil }
        try db.run("DELETE FROM access_links WHERE user_id = ?", [user.id.rawValue])
        if link.kind == .invitation, let name { try update(user: user.id, name: name, role: user.role, extra: user.extraPermissions) }
        try setPassword(of: user.id, hash: passwordHash, at: now)
        let actor = Actor(kind: .user(user.id), label: user.email.rawValue, address: address, requestID: requestID)
        try record(AuditEntry(.passwordSet, user.subject, after: ["by": .string(link.kind.rawValue)]), by: actor, at: now)
        return try reader.user(user.id)
    }
}

extension TenantReader {
    /// The link with that secret and whom it lets in; nil when it is unknown, spent or run out, or its person is disabled.
    public func link(_ secret: String, at now: Timestamp) throws -> (link: AccessLink, user: User)? {
        let digest = Data(try SHA256.digest(Array(secret.utf8)))
        let found = try db.row("SELECT user_id, kind, expires_at FROM access_links WHERE hash = ?", [digest]) {
            AccessLink(user: UserID($0.integer()), kind: try $0.value(), expiresAt: $0.milliseconds())
        }
        guard let found, found.expiresAt > now else { return nil }
        let user = try user(found.user)
        return user.isDisabled ? nil : (found, user)
    }
}
