/// Seals a tenant's secrets with its data key, each for the one place where it stands.
public final class TenantVault: Sendable {
    private let uid: String
    private let dataKey: [UInt8]

    init(uid: String, dataKey: [UInt8]) { (self.uid, self.dataKey) = (uid, dataKey) }

    /// Seals for a row of a table; there and in this tenant alone it opens again.
    public func seal(_ plain: [UInt8], table: String, row: String) throws -> [UInt8] {
        try Sealing.seal(plain, key: dataKey, binding: TenantVault.binding(uid, table, row))
    }

    /// - Throws: ``TenancyError/Code/sealBroken`` when it was altered or sealed for another place.
    public func open(_ sealed: [UInt8], table: String, row: String) throws -> [UInt8] {
        try Sealing.open(sealed, key: dataKey, binding: TenantVault.binding(uid, table, row))
    }

    /// The parts with their lengths before them, so that no two places share a binding.
    static func binding(_ parts: String...) -> [UInt8] {
        var bytes: [UInt8] = []
        for part in parts {
            withUnsafeBytes(of: UInt32(truncatingIfNeeded: part.utf8.count).bigEndian) { bytes.append(contentsOf: $0) }
            bytes.append(contentsOf: part.utf8)
        }
        return bytes
    }
}
