import Foundation
import Synchronization

/// The master key of the appliance. It seals nothing but the tenants' own data keys.
public final class Vault: Sendable {
    private let store: MasterKeyStore
    private let keys: Mutex<MasterKeys>

    /// Reads the key, or makes one in a state directory that is new.
    /// - Parameters:
    ///   - folder: the state directory.
    ///   - makesKey: false when there are tenants already.
    /// - Throws: ``TenancyError/Code/keyUnreadable`` when other users may read the key, it is missing or it is not 32 bytes, or when a passphrase
    ///   is wrong.
    init(folder: String, source: MasterKeySource = .stateDirectory, makesKey: Bool = true) throws {
        store = MasterKeyStore(folder: folder, source: source)
        keys = Mutex(try store.load(makesKey: makesKey))
    }

    /// True while not everything is sealed with the newest key.
    public var isChanging: Bool { keys.withLock { !$0.older.isEmpty } }

    /// Begins to change the master key, or goes on with a change that was broken off. From now on the new key seals, and both open.
    func beginChange() throws { try keys.withLock { $0 = try store.begin($0) } }

    /// Forgets the old key. Everything must have been sealed anew.
    func finishChange() throws {
        try keys.withLock { keys in
            try store.finish()
            keys.older = []
        }
    }

    /// A new data key for a tenant, sealed for its file.
    func makeDataKey(for uid: String) throws -> [UInt8] { try seal(SecureRandom.bytes(Sealing.keySize), of: uid) }

    /// The same data key, sealed with the newest master key; nil when it is already.
    func reseal(dataKey sealed: [UInt8], of uid: String) throws -> [UInt8]? {
        let (key, isNewest) = try unseal(sealed, of: uid)
        return isNewest ? nil : try seal(key, of: uid)
    }

    /// The vault of one tenant. - Throws: ``TenancyError/Code/sealBroken`` when this is not the key that the file was made with.
    func open(dataKey sealed: [UInt8], of uid: String) throws -> TenantVault {
        TenantVault(uid: uid, dataKey: try unseal(sealed, of: uid).key)
    }

    private func seal(_ dataKey: [UInt8], of uid: String) throws -> [UInt8] {
        try Sealing.seal(dataKey, key: keys.withLock { $0.sealing }, binding: TenantVault.binding(uid, "data_keys", "1"))
    }

    private func unseal(_ sealed: [UInt8], of uid: String) throws -> (key: [UInt8], isNewest: Bool) {
        let (keys, binding) = (keys.withLock { $0 }, TenantVault.binding(uid, "data_keys", "1"))
        for older in keys.older {
            do {
                return (try Sealing.open(sealed, key: older, binding: binding), false)
            } catch let error as TenancyError where error.code == .sealBroken {
                // Then it is sealed with another of them, or with none.
            }
        }
        return (try Sealing.open(sealed, key: keys.sealing, binding: binding), true)
    }
}
