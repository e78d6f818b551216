import Brokerage
import Desk
import Tenancy

/// Proves who a bearer token belongs to: an access token of a user, or the API key of a program.
final class Authenticator: Sendable {
    /// How long a token or key is believed before it is looked up again. What is taken back meanwhile counts at once.
    static let belief = Duration.seconds(30)

    private let desks: Desks
    private let verified: VerifiedTokens
    private let files: WorkThreads
    private let clock: WebClock

    init(desks: Desks, verified: VerifiedTokens, files: WorkThreads, clock: WebClock) {
        (self.desks, self.verified, self.files, self.clock) = (desks, verified, files, clock)
    }

    /// The bearer token in an `Authorization` field.
    static func bearer(_ field: String?) -> String? {
        guard let field, let space = field.firstIndex(of: " "), field[..<space].lowercased() == "bearer" else { return nil }
        let token = field[space...].drop { $0 == " " }
        return token.isEmpty ? nil : String(token)
    }

    /// - Parameter address: From where it came.
    /// - Returns: nil for a token that is not good, for whatever reason.
    /// - Throws: ``Problem/addressRefused`` for a good key from an address it is not for, or when the tenant's file cannot be asked.
    func caller(bearer token: String, from address: String) async throws -> Call.Caller? {
        guard token.utf8.count <= AccessToken.maxLength else { return nil }
        let digest = Digest.sha256(token.utf8)
        let now = clock.now()
        if let principal = verified.principal(for: digest, at: now) {
            guard let desk = try await desks.known(principal.tenant) else { return nil }
            try Authenticator.demand(address, of: principal)
            return Call.Caller(principal: principal, desk: desk)
        }
        let mark = verified.mark
        let caller = token.hasPrefix("vk_") ? try await program(token, from: address, at: now) : try await user(token, at: now)
        if let caller { remember(caller.principal, digest, since: mark, at: now) }
        return caller
    }

    /// Tokens believed now.
    var believed: Int { verified.count }

    private func remember(_ principal: Principal, _ digest: [UInt8], since mark: Int, at now: Timestamp) {
        let until = now + Authenticator.belief
        verified.remember(digest, principal, until: min(until, principal.expiresAt ?? until), since: mark, at: now)
    }

    private static func demand(_ address: String, of principal: Principal) throws(Problem) {
        guard principal.allowedAddresses.admits(address) else { throw .addressRefused }
    }

    private func user(_ text: String, at now: Timestamp) async throws -> Call.Caller? {
        guard let token = UnverifiedToken(text), let desk = try await desks.known(token.claims.tenant) else { return nil }
        let claims = token.claims
        let expiresAt = Timestamp(seconds: claims.expiresAt)
        // A token of the future comes from another clock or another hand.
        guard now < expiresAt, claims.issuedAt <= now.seconds + 60, claims.expiresAt - claims.issuedAt <= AccessToken.lifetime else { return nil }
        let found = try await desk.file.read { reader -> User? in
            guard let key = try reader.signingKeys().first(where: { $0.kid == token.keyID }),
                // A key that signs no more vouches for nothing that was signed afterwards.
                key.retiredAt.map({ claims.issuedAt <= $0.seconds }) ?? true,
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

    private func program(_ token: String, from address: String, at now: Timestamp) async throws -> Call.Caller? {
        guard let prefix = APIKey.prefix(of: token) else { return nil }
        let control = desks.directory.control
        guard let tenant = try await files.run({ try control.tenant(ofKeyPrefix: prefix) }), let desk = try await desks.known(tenant.slug) else {
            return nil
        }
        let found = try await desk.file.read { reader in
            try reader.apiKey(token: token, at: now).map { (key: $0, isUseNew: reader.isUseToBeRecorded(of: $0, at: now)) }
        }
        guard let (key, isUseNew) = found else { return nil }
        let principal = Principal(
            tenant: tenant.slug, kind: .program(key.id), label: key.prefix, role: key.role, permissions: key.scopes, session: nil,
            expiresAt: key.expiresAt, allowedAddresses: key.allowedAddresses)
        try Authenticator.demand(address, of: principal)
        if isUseNew { try await desk.write { try $0.recordUse(of: key.id, from: address, at: now) } }
        return Call.Caller(principal: principal, desk: desk)
    }
}
