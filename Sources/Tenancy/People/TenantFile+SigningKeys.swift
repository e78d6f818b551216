import Brokerage
import Foundation
import GRDB

/// A key that signs the tenant's access tokens.
public struct SigningKey: Sendable {
    /// The name by which tokens refer to it.
    public var kid: String
    public var publicKey: Ed25519PublicKey
    public var createdAt: Timestamp
    /// Since when it signs nothing more; tokens of before are still checked with it.
    public var retiredAt: Timestamp?
}

extension TenantWriter {
    /// A key signs for so long; then the next sign-in or refresh makes another.
    static let signingKeyLifetime = Duration.seconds(30 * 86_400)
    /// How long a key that signs no more is kept: longer than any token lives.
    static let signingKeyAfterlife = Duration.seconds(3600)

    /// The key that signs now; made when there is none or it has signed for long enough. Its private part lies sealed in the file.
    public func currentSigningKey(at now: Timestamp) throws -> (kid: String, key: Ed25519PrivateKey) {
        let found = try db.row(TenantReader.currentKey) { (kid: $0.text(), sealed: $0.blob(), createdAt: $0.milliseconds()) }
        guard let found else { return try makeSigningKey(at: now) }
        guard now - found.createdAt < Self.signingKeyLifetime else { return try rotateSigningKey(at: now) }
        let seed = try vault.open(found.sealed, table: "signing_keys", row: found.kid)
        return (found.kid, try Ed25519PrivateKey(seed: seed))
    }

    /// Retires the key that signs now and makes another. Tokens of before stay good until they run out.
    @discardableResult
    public func rotateSigningKey(by actor: Actor = .system, at now: Timestamp) throws -> (kid: String, key: Ed25519PrivateKey) {
        try purgeSigningKeys(retiredBefore: now - Self.signingKeyAfterlife)
        try db.run("UPDATE signing_keys SET retired_at = ? WHERE retired_at IS NULL", [now.milliseconds])
        let next = try makeSigningKey(at: now)
        let subject = AuditSubject(kind: "signing_key", id: next.kid, label: next.kid)
        try record(AuditEntry(.signingKeyRotated, subject), by: actor, at: now)
        return next
    }

    /// Forgets keys retired before an instant: no token signed with them can still be good.
    func purgeSigningKeys(retiredBefore limit: Timestamp) throws {
        try db.run("DELETE FROM signing_keys WHERE retired_at < ?", [limit.milliseconds])
    }

    private func makeSigningKey(at now: Timestamp) throws -> (kid: String, key: Ed25519PrivateKey) {
        let key = try Ed25519PrivateKey()
        let kid = Base64.urlText(try SecureRandom.bytes(9))
        let sealed = try vault.seal(key.seed, table: "signing_keys", row: kid)
        try db.run(
            "INSERT INTO signing_keys (kid, private_sealed, public, created_at) VALUES (?, ?, ?, ?)",
            [kid, Data(sealed), Data(key.publicKey.bytes), now.milliseconds])
        return (kid, key)
    }
}

extension TenantReader {
    /// All keys that tokens may be signed with, newest first.
    public func signingKeys() throws -> [SigningKey] {
        try db.rows("SELECT kid, public, created_at, retired_at FROM signing_keys ORDER BY rowid DESC") {
            SigningKey(
                kid: $0.text(), publicKey: try Ed25519PublicKey(bytes: $0.blob()), createdAt: $0.milliseconds(),
                retiredAt: $0.optionalMilliseconds())
        }
    }

    static let currentKey =
        "SELECT kid, private_sealed, created_at FROM signing_keys WHERE retired_at IS NULL ORDER BY rowid DESC LIMIT 1"
}
