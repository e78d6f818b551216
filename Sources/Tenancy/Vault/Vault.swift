import Foundation

/// The master key of the appliance. It seals nothing but the tenants' own data keys.
public final class Vault: Sendable {
    private let masterKey: [UInt8]

    /// Reads the key, or makes one where there is none.
    /// - Throws: ``TenancyError/Code/keyUnreadable`` when other users may read the file, or it does not hold 32 bytes.
    public convenience init(masterKeyFile path: String) throws {
        if !PrivateFiles.exists(path) {
            try PrivateFiles.makeFile(path, holding: SecureRandom.bytes(Sealing.keySize))
            try PrivateFiles.synchronizeFolder(of: path)
        }
        self.init(masterKey: try Vault.read(path))
    }

    private init(masterKey: [UInt8]) { self.masterKey = masterKey }

    private static func read(_ path: String) throws -> [UInt8] {
        let descriptor = Foundation.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw TenancyError(.keyUnreadable, "The master key \(path) cannot be opened.", cause: SystemFault(number: errno))
        }
        defer { _ = Foundation.close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & 0o077 == 0 else {
            throw TenancyError(.keyUnreadable, "Other users of this machine may read the master key. Run: chmod 600 \(path)")
        }
        var bytes = [UInt8](repeating: 0, count: Sealing.keySize + 1)
        guard Foundation.read(descriptor, &bytes, bytes.count) == Sealing.keySize else {
            throw TenancyError(.keyUnreadable, "The master key \(path) must be exactly \(Sealing.keySize) bytes. Restore it from a safe copy.")
        }
        return Array(bytes.prefix(Sealing.keySize))
    }

    /// A new data key for a tenant, sealed for its file.
    func makeDataKey(for uid: String) throws -> [UInt8] {
        let key = try SecureRandom.bytes(Sealing.keySize)
        return try Sealing.seal(key, key: masterKey, binding: TenantVault.binding(uid, "data_keys", "1"))
    }

    /// The vault of one tenant. - Throws: ``TenancyError/Code/sealBroken`` when this is not the key that the file was made with.
    func open(dataKey sealed: [UInt8], of uid: String) throws -> TenantVault {
        let key = try Sealing.open(sealed, key: masterKey, binding: TenantVault.binding(uid, "data_keys", "1"))
        return TenantVault(uid: uid, dataKey: key)
    }
}
