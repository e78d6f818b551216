import Foundation

/// The master keys of the appliance: one that seals and, while a change of the key is under way, those that sealed before it.
struct MasterKeys: Sendable {
    var sealing: [UInt8]
    var older: [[UInt8]] = []
}

/// Where the master key comes from.
public enum MasterKeySource: Sendable, Equatable {
    /// `master.key` in the state directory, made at the first start.
    case stateDirectory
    /// A file of 32 bytes elsewhere.
    case file(String)
    /// The first line of a file; the key is derived from it.
    case passphrase(file: String)
}

/// Reads master keys, and changes them so that a crash at any moment leaves keys that open everything.
///
/// A source has two names, its own and the same with `.next`. A change first writes the next key; from then on both open and the next one
/// seals. Only when everything is sealed anew does the next take the first one's name. A `master.key` that is left in the state directory
/// beside another source opens too, until a change has sealed everything by that source.
struct MasterKeyStore: Sendable {
    /// The state directory.
    let folder: String
    let source: MasterKeySource

    private var ownFile: String { folder + "/master.key" }

    /// The file that changes with the key: the key itself, or what a passphrase is mixed with.
    private var file: String {
        switch source {
        case .stateDirectory: ownFile
        case .file(let path): path
        case .passphrase: folder + "/master.scrypt"
        }
    }

    private var nextFile: String { file + ".next" }

    /// - Parameter makesKey: false when there are tenants already, for whom a new key would open nothing.
    func load(makesKey: Bool) throws -> MasterKeys {
        try makeFirst(makesKey: makesKey)
        var keys = [try key(in: file)]
        if PrivateFiles.exists(nextFile) { keys.insert(try key(in: nextFile), at: 0) }
        if file != ownFile, PrivateFiles.exists(ownFile) { keys.append(try MasterKeyFile.read(ownFile)) }
        return MasterKeys(sealing: keys[0], older: Array(keys.dropFirst()))
    }

    private func makeFirst(makesKey: Bool) throws {
        guard !PrivateFiles.exists(file) else { return }
        switch source {
        case .stateDirectory:
            guard makesKey else {
                throw TenancyError(.keyUnreadable, "The master key \(file) is missing, and tenants are sealed with it. Restore it from a safe copy.")
            }
            try write(SecureRandom.bytes(Sealing.keySize), to: file)
        case .file(let path):
            throw TenancyError(.keyUnreadable, "The master key \(path) is missing. Make one with: head -c 32 /dev/urandom > \(path); chmod 600 \(path)")
        case .passphrase(let path):
            guard makesKey || PrivateFiles.exists(ownFile) else {
                throw TenancyError(.keyUnreadable, "\(file) is missing, without which the passphrase opens nothing. Restore it from a safe copy.")
            }
            try write(PassphraseKey.make(from: MasterKeyFile.passphrase(path)).text, to: file)
        }
    }

    /// Makes the key that is to follow, unless a change is under way already. - Returns: the keys from now on.
    func begin(_ keys: MasterKeys) throws -> MasterKeys {
        guard keys.older.isEmpty else { return keys }
        switch source {
        case .stateDirectory, .file: try write(SecureRandom.bytes(Sealing.keySize), to: nextFile)
        case .passphrase(let path): try write(PassphraseKey.make(from: MasterKeyFile.passphrase(path)).text, to: nextFile)
        }
        return MasterKeys(sealing: try key(in: nextFile), older: [keys.sealing])
    }

    /// Forgets the older keys: nothing is sealed with them any more.
    func finish() throws {
        if PrivateFiles.exists(nextFile) { try PrivateFiles.move(nextFile, to: file) }
        guard file != ownFile, PrivateFiles.exists(ownFile) else { return }
        try PrivateFiles.remove(ownFile)
        try PrivateFiles.synchronizeFolder(of: ownFile)
    }

    private func key(in path: String) throws -> [UInt8] {
        guard case .passphrase(let passphrase) = source else { return try MasterKeyFile.read(path) }
        return try PassphraseKey(text: MasterKeyFile.bytes(path, atMost: 512), path: path).key(for: MasterKeyFile.passphrase(passphrase), in: passphrase)
    }

    private func write(_ bytes: [UInt8], to path: String) throws {
        let draft = path + ".new"
        if PrivateFiles.exists(draft) { try PrivateFiles.remove(draft) }
        do {
            try PrivateFiles.makeFile(draft, holding: bytes)
            try PrivateFiles.move(draft, to: path)
        } catch let error as TenancyError {
            throw TenancyError(
                error.code, "The master key file \(path) cannot be written: \(error.message) For a key that Veles may not change, put the new "
                    + "one there yourself, restart the server and run veles key rotate again.", cause: error)
        }
    }
}
