import Brokerage
import Desk
import JSON
import Logging
import Tenancy

/// Signs people in, keeps them signed in, and signs them out.
final class SignInService: Sendable {
    private let desks: Desks
    private let delay: SignInDelay
    private let refreshes = Refreshes()
    private let clock: WebClock
    private let logger: Logger
    private let passwords: WorkThreads
    private let lifetime = SessionLifetime()

    init(desks: Desks, delay: SignInDelay, passwords: WorkThreads, clock: WebClock, logger: Logger) {
        (self.desks, self.delay, self.passwords, self.clock, self.logger) = (desks, delay, passwords, clock, logger)
    }

    /// What a person entered, and from where.
    struct Attempt: Sendable {
        var tenant: String
        var email: String
        var password: String
        var otp: String?
        var origin: RequestOrigin
    }

    private enum Outcome: Sendable {
        case signedIn(SignedIn)
        /// The password was right; a code was missing, or wrong.
        case otpMissing, otpWrong
        case refused
    }

    private struct Found: Sendable {
        var desk: Desk
        /// Nil for an address that the tenant does not know.
        var user: User?
        var isKnownThere = false
    }

    /// - Throws: ``Problem/signInRefused`` whatever was wrong, after the same work; ``Problem/otpRequired(_:)`` only when the password was right.
    func signIn(_ attempt: Attempt) async throws -> SignedIn {
        let found = try await find(attempt)
        let counted = SignInDelay.Attempt(
            tenant: attempt.tenant, email: attempt.email, address: attempt.origin.address, isKnown: found?.isKnownThere ?? false)
        if let wait = delay.begin(counted, at: clock.now()) { throw Problem.tooManyRequests(limit: SignInDelay.free, retryAfter: wait) }
        let outcome: Outcome
        do {
            outcome = try await judge(attempt, found)
        } catch {
            delay.abandon(counted)
            throw error
        }
        switch outcome {
        case .signedIn(let signedIn):
            delay.succeed(counted)
            return signedIn
        case .otpMissing:
            delay.abandon(counted)
            throw Problem.otpRequired("Enter the code that your authenticator app shows, or a recovery code.")
        case .otpWrong: throw refusal(.otpRequired("The code is wrong or was used before. Wait for the next one."), counted)
        case .refused: throw refusal(.signInRefused, counted)
        }
    }

    private func refusal(_ problem: Problem, _ counted: SignInDelay.Attempt) -> Problem {
        let (left, wait) = delay.outlook(for: counted, at: clock.now())
        var problem = problem
        problem.headers += RateLimitFields.fields(limit: SignInDelay.free, remaining: left, reset: wait)
        return problem
    }

    /// Spends a refresh token. - Throws: ``Problem/refreshRefused``.
    func refresh(cookie: String, from origin: RequestOrigin) async throws -> SignedIn {
        guard let token = TenantToken(cookie) else { throw Problem.refreshRefused }
        return try await refreshes.refresh(Digest.sha256(cookie.utf8), at: clock.now()) {
            try await self.rotate(token, from: origin)
        }
    }

    /// Ends the sign-in that a refresh token or an access token belongs to.
    func signOut(cookie: String?, caller: Call.Caller?, from origin: RequestOrigin) async throws {
        let now = clock.now()
        if let caller, let user = caller.principal.user, let family = caller.principal.session {
            try await caller.desk.write { writer in
                if try writer.revokeSession(family: family, at: now) { try SignInService.record(.signedOut, user, origin, writer, at: now) }
            }
        }
        guard let token = cookie.flatMap(TenantToken.init), let desk = try await desks.known(token.tenant) else { return }
        try await desk.write { writer in
            if let user = try writer.endSession(token: token.secret, at: now) { try SignInService.record(.signedOut, user, origin, writer, at: now) }
        }
    }

    // MARK: Signing in

    private func find(_ attempt: Attempt) async throws -> Found? {
        guard let slug = TenantSlug(rawValue: attempt.tenant.lowercased()), let desk = try await desks.known(slug) else { return nil }
        guard let email = EmailAddress(rawValue: attempt.email) else { return Found(desk: desk) }
        let (site, now) = (SignInDelay.site(of: attempt.origin.address), clock.now())
        return try await desk.file.read { reader in
            guard let user = try reader.user(email) else { return Found(desk: desk) }
            return Found(desk: desk, user: user, isKnownThere: try reader.isKnown(address: site, of: user.id, at: now))
        }
    }

    private func judge(_ attempt: Attempt, _ found: Found?) async throws -> Outcome {
        let (password, stored) = (attempt.password, found?.user?.passwordHash)
        let fits = try await passwords.run { try Password.verify(password, against: stored) }
        guard let found else { return .refused }
        let outcome = try await fits ? start(attempt, found) : .refused
        switch outcome {
        case .refused, .otpWrong: try await recordRefusal(attempt, found)
        case .signedIn:
            if let user = found.user, let stored, Password.needsRehash(stored) { try await rehash(password, of: user.id, at: found.desk) }
        case .otpMissing: break
        }
        return outcome
    }

    private func start(_ attempt: Attempt, _ found: Found) async throws -> Outcome {
        guard let known = found.user else { return .refused }
        let (lifetime, now, tenant, origin) = (self.lifetime, clock.now(), found.desk.slug, attempt.origin)
        return try await found.desk.write { writer in
            // Much may have happened while the password was checked.
            let user = try writer.reader.user(known.id)
            guard !user.isDisabled, user.passwordHash == known.passwordHash else { return .refused }
            if user.otpSince != nil {
                guard let code = attempt.otp, !code.isEmpty else { return .otpMissing }
                guard try writer.spend(code: code, of: user.id, at: now) else { return .otpWrong }
            }
            try writer.purgeSessions(at: now)
            try writer.recordLogin(of: user.id, at: now)
            try writer.noteKnown(address: SignInDelay.site(of: origin.address), of: user.id, at: now)
            let (session, token) = try writer.startSession(
                of: user.id, address: origin.address, userAgent: origin.userAgent, lifetime: lifetime, at: now)
            try SignInService.record(.signedIn, user.id, origin, writer, at: now)
            return .signedIn(try SignInService.give(session, token, to: user, tenant, writer, at: now))
        }
    }

    /// An address that the tenant does not know is recorded too: the time that takes must not tell the two apart.
    private func recordRefusal(_ attempt: Attempt, _ found: Found) async throws {
        let label = EmailAddress(rawValue: attempt.email)?.rawValue ?? ""
        let subject = found.user?.subject ?? AuditSubject(kind: "user", id: "", label: label)
        let actor = Actor(kind: .system, label: "sign-in", address: attempt.origin.address, requestID: attempt.origin.requestID)
        let now = clock.now()
        try await found.desk.write { try $0.record(AuditEntry(.signInRefused, subject), by: actor, at: now) }
    }

    private func rehash(_ password: String, of user: UserID, at desk: Desk) async throws {
        let hash = try await passwords.run { try Password.hash(password) }
        try await desk.write { try $0.rehashPassword(of: user, hash: hash) }
    }

    // MARK: Refreshing

    private func rotate(_ token: TenantToken, from origin: RequestOrigin) async throws -> SignedIn {
        guard let desk = try await desks.known(token.tenant) else { throw Problem.refreshRefused }
        let (lifetime, now) = (self.lifetime, clock.now())
        let (outcome, signedIn) = try await desk.write { writer -> (RefreshOutcome, SignedIn?) in
            let outcome = try writer.refreshSession(
                token: token.secret, address: origin.address, userAgent: origin.userAgent, lifetime: lifetime, at: now)
            switch outcome {
            case .rotated(let session, let next):
                let user = try writer.reader.user(session.user)
                return (outcome, try SignInService.give(session, next, to: user, token.tenant, writer, at: now))
            case .reused(let user, _): try SignInService.record(.refreshReused, user, origin, writer, at: now)
            case .refused: break
            }
            return (outcome, nil)
        }
        if case .reused(let user, _) = outcome {
            logger.warning(
                "A refresh token was used twice; its sign-in was ended", metadata: ["tenant": "\(token.tenant)", "user": "\(user.rawValue)"])
        }
        guard let signedIn else { throw Problem.refreshRefused }
        return signedIn
    }

    // MARK: Steps

    private static func give(
        _ session: UserSession, _ refresh: String, to user: User, _ tenant: TenantSlug, _ writer: TenantWriter, at now: Timestamp
    ) throws -> SignedIn {
        let (kid, key) = try writer.currentSigningKey(at: now)
        let token = AccessToken(
            tenant: tenant, user: user.id, role: user.role, session: session.family, issuedAt: now.seconds,
            expiresAt: now.seconds + AccessToken.lifetime)
        return SignedIn(
            tenant: tenant, access: try token.signed(keyID: kid, sign: key.sign), refresh: TenantToken(tenant: tenant, secret: refresh).text,
            refreshLifetime: max(0, session.expiresAt.seconds - now.seconds))
    }

    /// An entry about a person by that person.
    private static func record(
        _ action: AuditAction, _ id: UserID, _ origin: RequestOrigin, _ writer: TenantWriter, at now: Timestamp
    ) throws {
        let user = try writer.reader.user(id)
        let actor = Actor(kind: .user(id), label: user.email.rawValue, address: origin.address, requestID: origin.requestID)
        try writer.record(AuditEntry(action, user.subject), by: actor, at: now)
    }
}
