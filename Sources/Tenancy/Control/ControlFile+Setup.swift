import Brokerage
import Foundation
import GRDB

// The token that lets one person make the first tenant, on an appliance that has none.
extension ControlFile {
    /// How long a set-up token is good for.
    public static let setupLifetime = Duration.seconds(3600)

    /// Whether the appliance waits for its first tenant.
    public func needsSetup() throws -> Bool { try store.read { try Self.hasNoTenant($0) } }

    /// Makes a set-up token in place of any earlier one; only its digest is stored.
    /// - Throws: ``TenancyError/Code/conflict`` when there is a tenant.
    func makeSetupToken(at now: Timestamp) throws -> String {
        let token = Base64.urlText(try SecureRandom.bytes(16))
        let digest = Data(try SHA256.digest(Array(token.utf8)))
        try store.write { db in
            guard try Self.hasNoTenant(db) else {
                throw TenancyError(.conflict, "The appliance is set up already. Make further tenants with: veles tenant create")
            }
            try db.run(
                "INSERT OR REPLACE INTO setup_token (id, hash, expires_at) VALUES (1, ?, ?)",
                [digest, (now + Self.setupLifetime).milliseconds])
        }
        return token
    }

    /// Whether a token may be used now.
    public func isGood(setupToken token: String, at now: Timestamp) throws -> Bool {
        let digest = Data(try SHA256.digest(Array(token.utf8)))
        return try store.read { try Self.isGood(digest, $0, now) }
    }

    /// Spends a token. Of two who come with it at the same time one is told false.
    func spend(setupToken token: String, at now: Timestamp) throws -> Bool {
        let digest = Data(try SHA256.digest(Array(token.utf8)))
        return try store.write { db in
            guard try Self.isGood(digest, db, now) else { return false }
            try db.run("DELETE FROM setup_token")
            return true
        }
    }

    private static func isGood(_ digest: Data, _ db: Database, _ now: Timestamp) throws -> Bool {
        guard try hasNoTenant(db) else { return false }
        return try db.row("SELECT 1 FROM setup_token WHERE hash = ? AND expires_at > ?", [digest, now.milliseconds]) { _ in true } ?? false
    }

    private static func hasNoTenant(_ db: Database) throws -> Bool { try db.row("SELECT 1 FROM tenants LIMIT 1") { _ in false } ?? true }
}
