import COpenSSL

/// How the master key follows from a passphrase: scrypt with a stored salt, and a value by which a wrong passphrase is noticed.
///
/// scrypt gives twice 32 bytes: the first are the key, the others the check. Neither can be had from the other.
struct PassphraseKey: Sendable {
    private let logN: Int
    private let salt: [UInt8]
    private let check: [UInt8]

    /// 128 MiB and a noticeable part of a second, once at every start.
    private static let currentLogN = 17
    private static let (blockSize, parallelism) = (8, 1)

    private init(logN: Int, salt: [UInt8], check: [UInt8]) { (self.logN, self.salt, self.check) = (logN, salt, check) }

    /// With a new random salt.
    static func make(from passphrase: String) throws -> PassphraseKey {
        let salt = try SecureRandom.bytes(32)
        let derived = try derive(passphrase, salt, currentLogN)
        return PassphraseKey(logN: currentLogN, salt: salt, check: Array(derived[Sealing.keySize...]))
    }

    /// As stored.
    var text: [UInt8] { Array("$veles-scrypt$ln=\(logN)$\(Base64.text(salt))$\(Base64.text(check))\n".utf8) }

    /// - Throws: ``TenancyError/Code/keyUnreadable`` for any other text.
    init(text: [UInt8], path: String) throws {
        let parts = String(decoding: text, as: UTF8.self).prefix { !$0.isNewline }.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0].isEmpty, parts[1] == "veles-scrypt", parts[2].hasPrefix("ln="), let logN = Int(parts[2].dropFirst(3)),
            (14...20).contains(logN), let salt = Base64.bytes(parts[3]), salt.count == 32, let check = Base64.bytes(parts[4]),
            check.count == Sealing.keySize
        else { throw TenancyError(.keyUnreadable, "\(path) is not what Veles wrote there. Restore it from a safe copy.") }
        self.init(logN: logN, salt: salt, check: check)
    }

    /// The key. - Throws: ``TenancyError/Code/keyUnreadable`` for another passphrase.
    /// - Parameter path: where the passphrase stands, for the message.
    func key(for passphrase: String, in path: String) throws -> [UInt8] {
        let derived = try Self.derive(passphrase, salt, logN)
        guard ConstantTime.equal(Array(derived[Sealing.keySize...]), check) else {
            throw TenancyError(.keyUnreadable, "The passphrase in \(path) is wrong: it is not the one that this state directory was set up with.")
        }
        return Array(derived[..<Sealing.keySize])
    }

    private static func derive(_ passphrase: String, _ salt: [UInt8], _ logN: Int) throws -> [UInt8] {
        var derived = [UInt8](repeating: 0, count: 2 * Sealing.keySize)
        var passphrase = passphrase
        let memory = UInt64(256 * blockSize) << UInt64(logN)
        let done = passphrase.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                EVP_PBE_scrypt(
                    characters.baseAddress, characters.count, salt, salt.count, 1 << UInt64(logN), UInt64(blockSize), UInt64(parallelism), memory,
                    &derived, derived.count)
            }
        }
        guard done == 1 else { throw TenancyError(.failed, "libcrypto could not derive the master key.") }
        return derived
    }
}
