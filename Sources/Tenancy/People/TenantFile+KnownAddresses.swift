import Brokerage
import Foundation
import GRDB

extension TenantWriter {
    /// Notes from where a person has signed in, so that others' failures do not delay them there.
    public func noteKnown(address: String, of user: UserID, at now: Timestamp) throws {
        try db.run(
            "INSERT OR REPLACE INTO known_addresses (user_id, hash, last_used_at) VALUES (?, ?, ?)",
            [user.rawValue, Data(try TenantReader.knownAddress(address)), now.milliseconds])
        try db.run(
            """
            DELETE FROM known_addresses WHERE user_id = ? AND hash NOT IN
                (SELECT hash FROM known_addresses WHERE user_id = ? ORDER BY last_used_at DESC LIMIT \(TenantReader.knownAddressLimit))
            """, [user.rawValue, user.rawValue])
    }
}

extension TenantReader {
    /// Addresses that are remembered of a person; the oldest go first.
    static let knownAddressLimit = 20
    /// How long an address is remembered without a sign-in from it.
    static let knownAddressLifetime = Duration.seconds(90 * 86_400)

    /// Whether the person has signed in from there before.
    public func isKnown(address: String, of user: UserID, at now: Timestamp) throws -> Bool {
        try db.row(
            "SELECT 1 FROM known_addresses WHERE user_id = ? AND hash = ? AND last_used_at > ?",
            [user.rawValue, Data(try Self.knownAddress(address)), (now - Self.knownAddressLifetime).milliseconds]
        ) { _ in true } ?? false
    }

    fileprivate static func knownAddress(_ address: String) throws -> [UInt8] { try SHA256.digest(Array(address.utf8)) }
}
