import Brokerage
import Foundation
import GRDB

extension TenantWriter {
    /// Begins a sign-in. - Returns: The session and its refresh token, of which only the digest is stored.
    public func startSession(
        of user: UserID, address: String, userAgent: String, lifetime: SessionLifetime, at now: Timestamp
    ) throws -> (session: UserSession, token: String) {
        let family = Base64.urlText(try SecureRandom.bytes(16))
        let session = UserSession(
            id: 0, user: user, family: family, createdAt: now, lastUsedAt: now, expiresAt: now + min(lifetime.idle, lifetime.absolute),
            address: address, userAgent: userAgent)
        return try insert(session)
    }

    private func insert(_ draft: UserSession) throws -> (session: UserSession, token: String) {
        let token = Base64.urlText(try SecureRandom.bytes(32))
        try db.run(
            """
            INSERT INTO user_sessions (user_id, refresh_hash, family, created_at, last_used_at, expires_at, address, user_agent)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                draft.user.rawValue, Data(try SHA256.digest(Array(token.utf8))), draft.family, draft.createdAt.milliseconds,
                draft.lastUsedAt.milliseconds, draft.expiresAt.milliseconds, draft.address, draft.userAgent,
            ])
        var session = draft
        session.id = db.lastInsertedRowID
        return (session, token)
    }

    /// Spends a refresh token and gives the next one. A token that was spent before ends the whole sign-in.
    public func refreshSession(
        token: String, address: String, userAgent: String, lifetime: SessionLifetime, at now: Timestamp
    ) throws -> RefreshOutcome {
        let digest = Data(try SHA256.digest(Array(token.utf8)))
        let found = try db.row(TenantReader.sessionByToken, [digest]) { columns in
            let (revoked, disabled) = (columns.optionalInteger() != nil, columns.flag())
            return (session: TenantReader.session(&columns), revoked, disabled)
        }
        guard let (session, revoked, disabled) = found else { return .refused }
        if revoked {
            try revokeSession(family: session.family, at: now)
            return .reused(session.user, family: session.family)
        }
        guard session.expiresAt > now, !disabled else { return .refused }
        try db.run("UPDATE user_sessions SET revoked_at = ?, last_used_at = ? WHERE id = ?", [now.milliseconds, now.milliseconds, session.id])
        var next = session
        next.lastUsedAt = now
        next.expiresAt = min(now + lifetime.idle, session.createdAt + lifetime.absolute)
        (next.address, next.userAgent) = (address, userAgent)
        let (stored, newToken) = try insert(next)
        return .rotated(stored, token: newToken)
    }

    /// Ends the sign-in that a refresh token belongs to. An unknown token changes nothing.
    /// - Returns: Whose it was, when it went on until now.
    @discardableResult
    public func endSession(token: String, at now: Timestamp) throws -> UserID? {
        let digest = Data(try SHA256.digest(Array(token.utf8)))
        let found = try db.row("SELECT family, user_id FROM user_sessions WHERE refresh_hash = ?", [digest]) {
            (family: $0.text(), user: UserID($0.integer()))
        }
        guard let found, try revokeSession(family: found.family, at: now) else { return nil }
        return found.user
    }

    /// Ends one sign-in. - Returns: Whether it went on until now.
    @discardableResult
    public func revokeSession(family: String, at now: Timestamp) throws -> Bool {
        try db.run("UPDATE user_sessions SET revoked_at = ? WHERE family = ? AND revoked_at IS NULL", [now.milliseconds, family])
        let hasEnded = db.changesCount > 0
        revoked.append(.session(family: family))
        return hasEnded
    }

    /// Ends all sign-ins of a person, or all but one.
    public func revokeSessions(of user: UserID, keeping kept: String? = nil, at now: Timestamp) throws {
        let families = try db.rows(TenantReader.familiesOfUser, [user.rawValue]) { $0.text() }
        for family in families where family != kept { try revokeSession(family: family, at: now) }
    }

    /// Forgets sessions that have run out; spent tokens are remembered until then, to notice that one is used again.
    public func purgeSessions(at now: Timestamp) throws {
        try db.run("DELETE FROM user_sessions WHERE expires_at < ?", [now.milliseconds])
    }
}

extension TenantReader {
    /// A person's sign-ins that go on, those that last longest first.
    public func sessions(of user: UserID, at now: Timestamp) throws -> [UserSession] {
        try db.rows(Self.sessionsOfUser, [user.rawValue, now.milliseconds]) { Self.session(&$0) }
    }

    /// The sign-in that a session of a list belongs to; each refresh gives it another row, and all of them name it.
    public func family(ofSession id: Int64, of user: UserID) throws -> String? {
        try db.row("SELECT family FROM user_sessions WHERE id = ? AND user_id = ?", [id, user.rawValue]) { $0.text() }
    }

    /// Whether a sign-in goes on, for access tokens that name it.
    public func isLive(family: String, at now: Timestamp) throws -> Bool {
        try db.row(Self.liveFamily, [family, now.milliseconds]) { _ in true } ?? false
    }

    static let liveFamily = """
        SELECT 1 FROM user_sessions JOIN users ON users.id = user_id
        WHERE family = ? AND revoked_at IS NULL AND expires_at > ? AND disabled = 0
        """

    private static let sessionContent =
        "user_sessions.id, user_id, family, user_sessions.created_at, last_used_at, expires_at, address, user_agent"

    static let familiesOfUser = "SELECT family FROM user_sessions WHERE user_id = ? AND revoked_at IS NULL"

    static let sessionsOfUser = """
        SELECT \(sessionContent) FROM user_sessions WHERE user_id = ? AND revoked_at IS NULL AND expires_at > ?
        ORDER BY expires_at DESC
        """

    static let sessionByToken = """
        SELECT revoked_at, disabled, \(sessionContent) FROM user_sessions JOIN users ON users.id = user_id WHERE refresh_hash = ?
        """

    static func session(_ columns: inout Columns) -> UserSession {
        UserSession(
            id: columns.integer(), user: UserID(columns.integer()), family: columns.text(), createdAt: columns.milliseconds(),
            lastUsedAt: columns.milliseconds(), expiresAt: columns.milliseconds(), address: columns.text(), userAgent: columns.text())
    }
}
