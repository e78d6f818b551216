import Brokerage
import Desk
import Tenancy

/// Proves who a bearer token belongs to: an access token of a user, or the API key of a program.
final class Authenticator: Sendable {
    /// How long a token or key is believed before it is looked up again: a revoked key, a disabled person and a changed role count soon.
    static let belief = Duration.seconds(30)

    private let desks: Desks
    private let verified = VerifiedTokens()
    private let files: WorkThreads
    private let clock: WebClock

    init(desks: Desks, files: WorkThreads, clock: WebClock) {
        (self.desks, self.files, self.clock) = (desks, files, clock)
    }

    /// The bearer token in an `Authorization` field.
    static func bearer(_ field: String?) -> String? {
        guard let field, let space = field.firstIndex(of: " "), field[..<space].lowercased() == "bearer" else { return nil }
        let token = field[space...].drop { $0 == " " }
        return token.isEmpty ? nil : String(token)
    }

    /// - Returns: nil for a token that is not good, for whatever reason.
    /// - Throws: when the tenant's file cannot be asked.
    func caller(bearer token: String) async throws -> Call.Caller? {
        guard token.utf8.count <= AccessToken.maxLength else { return nil }
        let digest = Digest.sha256(token.utf8)
        let now = clock.now()
        if let principal = verified.principal(for: digest, at: now) {
            guard let desk = try await desk(principal.tenant) else { return nil }
            return Call.Caller(principal: principal, desk: desk)
        }
        let caller = token.hasPrefix("vk_") ? try await program(token, at: now) : try await user(token, at: now)
        if let caller { remember(caller.principal, digest, at: now) }
        return caller
    }

    /// Forgets what was believed of a sign-in.
    func forget(session: String, of tenant: TenantSlug) { verified.forget(session: session, of: tenant) }

    /// Tokens believed now.
    var believed: Int { verified.count }

    private func remember(_ principal: Principal, _ digest: [UInt8], at now: Timestamp) {
        let until = now + Authenticator.belief
        verified.remember(digest, principal, until: min(until, principal.expiresAt ?? until), at: now)
    }

    private func user(_ text: String, at now: Timestamp) async throws -> Call.Caller? {
        guard let token = UnverifiedToken(text), let desk = try await desk(token.claims.tenant) else { return nil }
        let claims = token.claims
        let expiresAt = Timestamp(seconds: claims.expiresAt)
        // A token of the future comes from another clock or another hand.
        guard now < expiresAt, claims.issuedAt <= now.seconds + 60, claims.expiresAt - claims.issuedAt <= AccessToken.lifetime else { return nil }
        let found = try await desk.file.read { reader -> User? in
            guard let key = try reader.signingKeys().first(where: { $0.kid == token.keyID }),
                key.publicKey.verify(token.signature, of: token.signingInput),
                try reader.isLive(family: claims.session, at: now)
            else { return nil }
            return try reader.user(claims.user)
        }
        guard let found, !found.isDisabled else { return nil }
        // What the person may do is taken from the file, not from the token: a changed role counts soon.
        let principal = Principal(
            tenant: claims.tenant, kind: .user(found.id), label: found.email.rawValue, role: found.role,
            permissions: found.permissions, session: claims.session, expiresAt: expiresAt)
        return Call.Caller(principal: principal, desk: desk)
    }

    private func program(_ token: String, at now: Timestamp) async throws -> Call.Caller? {
        guard let prefix = APIKey.prefix(of: token) else { return nil }
        let control = desks.directory.control
        guard let tenant = try await files.run({ try control.tenant(ofKeyPrefix: prefix) }), let desk = try await desk(tenant.slug),
            let key = try await desk.file.read({ try $0.apiKey(token: token, at: now) })
        else { return nil }
        try await desk.write { try $0.recordUse(of: key.id, at: now) }
        let principal = Principal(
            tenant: tenant.slug, kind: .program(key.id), label: key.prefix, role: key.role, permissions: key.role.permissions, session: nil,
            expiresAt: key.expiresAt)
        return Call.Caller(principal: principal, desk: desk)
    }

    /// The desk of a tenant; nil when there is none or it is suspended, which a stranger is not told apart.
    private func desk(_ tenant: TenantSlug) async throws(DeskError) -> Desk? {
        do {
            return try await desks.desk(tenant)
        } catch  where error.code == .unknownTenant || error.code == .suspended {
            return nil
        }
    }
}
