import Brokerage
import Desk
import Logging
import Tenancy

/// Signs people in, keeps them signed in, and signs them out.
final class SignInService: Sendable {
    private let desks: Desks
    private let authenticator: Authenticator
    private let streams: StreamService
    private let delay = SignInDelay()
    private let refreshes = Refreshes()
    private let clock: WebClock
    private let logger: Logger
    /// Two at once: each hash takes 32 MiB.
    private let passwords: WorkThreads
    private let lifetime = SessionLifetime()

    init(desks: Desks, authenticator: Authenticator, streams: StreamService, passwords: WorkThreads, clock: WebClock, logger: Logger) {
        (self.desks, self.authenticator, self.streams) = (desks, authenticator, streams)
        (self.passwords, self.clock, self.logger) = (passwords, clock, logger)
    }

    /// What a person entered, and from where.
    struct Attempt: Sendable {
        var tenant: String
        var email: String
        var password: String
        var address: String
        var userAgent: String
    }

    /// - Throws: ``Problem/signInRefused`` whatever was wrong, after the same work.
    func signIn(_ attempt: Attempt) async throws -> SignedIn {
        let key = SignInDelay.Key(tenant: attempt.tenant.lowercased(), email: attempt.email.lowercased(), address: attempt.address)
        if let wait = delay.wait(for: key, at: clock.now()) { throw Problem.tooManyRequests(limit: SignInDelay.free, retryAfter: wait) }
        let found = try await find(attempt)
        let (password, stored) = (attempt.password, found?.user.passwordHash)
        let fits = try await passwords.run { try Password.verify(password, against: stored) }
        guard fits, let (desk, user) = found, !user.isDisabled else {
            let now = clock.now()
            let left = delay.noteFailure(key, at: now)
            var refusal = Problem.signInRefused
            refusal.headers = RateLimitFields.fields(limit: SignInDelay.free, remaining: left, reset: delay.wait(for: key, at: now) ?? 0)
            throw refusal
        }
        delay.noteSuccess(key)
        if Password.needsRehash(user.passwordHash) { try await rehash(password, of: user.id, at: desk) }
        return try await start(user, at: desk, attempt)
    }

    /// Spends a refresh token. - Throws: ``Problem/refreshRefused``.
    func refresh(cookie: String, address: String, userAgent: String) async throws -> SignedIn {
        guard let (tenant, token) = SignInService.parse(cookie) else { throw Problem.refreshRefused }
        return try await refreshes.refresh(Digest.sha256(cookie.utf8), at: clock.now()) {
            try await self.rotate(token, of: tenant, address: address, userAgent: userAgent)
        }
    }

    /// Ends the sign-in that a refresh token belongs to, with its access tokens and streams.
    func signOut(cookie: String?, principal: Principal?) async throws {
        if let session = principal?.session, let tenant = principal?.tenant {
            let now = clock.now()
            try await desks.desk(tenant).write { try $0.revokeSession(family: session, at: now) }
            forget(session, of: tenant)
        }
        guard let cookie, let (tenant, token) = SignInService.parse(cookie), let desk = try await knownDesk(tenant) else { return }
        let (lifetime, now) = (self.lifetime, clock.now())
        // Spending the token says which sign-in it belongs to; that sign-in is then ended.
        let family = try await desk.write { writer -> String? in
            switch try writer.refreshSession(token: token, address: "", userAgent: "", lifetime: lifetime, at: now) {
            case .rotated(let session, _):
                try writer.revokeSession(family: session.family, at: now)
                return session.family
            case .reused(_, let family): return family
            case .refused: return nil
            }
        }
        if let family { forget(family, of: tenant) }
    }

    // MARK: Steps

    private func find(_ attempt: Attempt) async throws -> (desk: Desk, user: User)? {
        guard let slug = TenantSlug(rawValue: attempt.tenant.lowercased()), let email = EmailAddress(rawValue: attempt.email),
            let desk = try await knownDesk(slug), let user = try await desk.file.read({ try $0.user(email) })
        else { return nil }
        return (desk, user)
    }

    private func knownDesk(_ tenant: TenantSlug) async throws(DeskError) -> Desk? {
        do {
            return try await desks.desk(tenant)
        } catch  where error.code == .unknownTenant || error.code == .suspended {
            return nil
        }
    }

    private func start(_ user: User, at desk: Desk, _ attempt: Attempt) async throws -> SignedIn {
        let (lifetime, now, tenant) = (self.lifetime, clock.now(), desk.slug)
        return try await desk.write { writer in
            try writer.recordLogin(of: user.id, at: now)
            let (session, token) = try writer.startSession(
                of: user.id, address: attempt.address, userAgent: attempt.userAgent, lifetime: lifetime, at: now)
            return try SignInService.give(session, token, to: user, tenant, writer, at: now)
        }
    }

    private func rehash(_ password: String, of user: UserID, at desk: Desk) async throws {
        let hash = try await passwords.run { try Password.hash(password) }
        try await desk.write { try $0.rehashPassword(of: user, hash: hash) }
    }

    private func rotate(_ token: String, of tenant: TenantSlug, address: String, userAgent: String) async throws -> SignedIn {
        guard let desk = try await knownDesk(tenant) else { throw Problem.refreshRefused }
        let (lifetime, now) = (self.lifetime, clock.now())
        let (outcome, signedIn) = try await desk.write { writer -> (RefreshOutcome, SignedIn?) in
            let outcome = try writer.refreshSession(token: token, address: address, userAgent: userAgent, lifetime: lifetime, at: now)
            guard case .rotated(let session, let next) = outcome else { return (outcome, nil) }
            let user = try writer.reader.user(session.user)
            return (outcome, try SignInService.give(session, next, to: user, tenant, writer, at: now))
        }
        if case .reused(let user, let family) = outcome {
            logger.warning(
                "A refresh token was used twice; its sign-in was ended", metadata: ["tenant": "\(tenant)", "user": "\(user.rawValue)"])
            forget(family, of: tenant)
        }
        guard let signedIn else { throw Problem.refreshRefused }
        return signedIn
    }

    private static func give(
        _ session: UserSession, _ refresh: String, to user: User, _ tenant: TenantSlug, _ writer: TenantWriter, at now: Timestamp
    ) throws -> SignedIn {
        let (kid, key) = try writer.currentSigningKey(at: now)
        let token = AccessToken(
            tenant: tenant, user: user.id, role: user.role, session: session.family, issuedAt: now.seconds,
            expiresAt: now.seconds + AccessToken.lifetime)
        return SignedIn(
            tenant: tenant, access: try token.signed(keyID: kid, sign: key.sign), refresh: "\(tenant).\(refresh)",
            refreshLifetime: max(0, session.expiresAt.seconds - now.seconds))
    }

    private func forget(_ family: String, of tenant: TenantSlug) {
        authenticator.forget(session: family, of: tenant)
        streams.end(session: family, of: tenant)
    }

    /// The tenant and the token in a refresh cookie: `SLUG.TOKEN`.
    private static func parse(_ cookie: String) -> (TenantSlug, String)? {
        guard cookie.utf8.count <= 256, let dot = cookie.firstIndex(of: "."), let tenant = TenantSlug(rawValue: String(cookie[..<dot])) else {
            return nil
        }
        return (tenant, String(cookie[cookie.index(after: dot)...]))
    }
}
