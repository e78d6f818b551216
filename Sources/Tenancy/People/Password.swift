import COpenSSL

/// Password hashes by scrypt. Each takes a noticeable part of a second and 32 MiB: call it off the event loops, and few at once.
///
/// The text of a hash is `$scrypt$ln=15,r=8,p=3$SALT$HASH`, so older hashes stay good when the cost is raised.
public enum Password {
    private struct Cost: Equatable {
        /// Log2 of scrypt's N, then its r and p.
        var logN: Int
        var blockSize: Int
        var parallelism: Int
        static let current = Cost(logN: 15, blockSize: 8, parallelism: 3)
        /// What a stored hash may ask of this machine: 128 MiB.
        static let limit = Cost(logN: 17, blockSize: 8, parallelism: 4)

        var isAcceptable: Bool {
            (10...Cost.limit.logN).contains(logN) && (1...Cost.limit.blockSize).contains(blockSize)
                && (1...Cost.limit.parallelism).contains(parallelism)
        }
    }

    private static let saltSize = 16
    private static let hashSize = 32

    /// Hashes with a new random salt. - Returns: The text to store.
    public static func hash(_ password: String) throws -> String {
        let salt = try SecureRandom.bytes(saltSize)
        let hash = try derive(password, salt, .current)
        let cost = Cost.current
        return "$scrypt$ln=\(cost.logN),r=\(cost.blockSize),p=\(cost.parallelism)$\(Base64.text(salt))$\(Base64.text(hash))"
    }

    /// Whether a password fits a stored hash.
    /// - Parameter stored: nil for a user that does not exist: the same work is done, so that the time says nothing, and the answer is no.
    /// - Throws: ``TenancyError/Code/damaged`` when the stored text is no such hash.
    public static func verify(_ password: String, against stored: String?) throws -> Bool {
        guard let stored else {
            _ = try derive(password, [UInt8](repeating: 0x5A, count: saltSize), .current)
            return false
        }
        guard let (cost, salt, hash) = parse(stored) else { throw TenancyError(.damaged, "A stored password hash is not readable.") }
        return ConstantTime.equal(try derive(password, salt, cost), hash)
    }

    /// True when the stored hash is of another cost than today's: hash again at the next sign-in.
    public static func needsRehash(_ stored: String) -> Bool { parse(stored)?.cost != .current }

    private static func parse(_ text: String) -> (cost: Cost, salt: [UInt8], hash: [UInt8])? {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0].isEmpty, parts[1] == "scrypt", let cost = parseCost(parts[2]), cost.isAcceptable,
            let salt = Base64.bytes(parts[3]), salt.count >= 8, let hash = Base64.bytes(parts[4]), hash.count == hashSize
        else { return nil }
        return (cost, salt, hash)
    }

    private static func parseCost(_ text: Substring) -> Cost? {
        var values: [Substring: Int] = [:]
        for pair in text.split(separator: ",") {
            let sides = pair.split(separator: "=")
            guard sides.count == 2, let value = Int(sides[1]) else { return nil }
            values[sides[0]] = value
        }
        guard values.count == 3, let logN = values["ln"], let blockSize = values["r"], let parallelism = values["p"] else { return nil }
        return Cost(logN: logN, blockSize: blockSize, parallelism: parallelism)
    }

    private static func derive(_ password: String, _ salt: [UInt8], _ cost: Cost) throws -> [UInt8] {
        var hash = [UInt8](repeating: 0, count: hashSize)
        var password = password
        // With libcrypto's own limit of 32 MiB today's cost is refused; twice what it needs is enough.
        let memory = UInt64(256 * cost.blockSize) << UInt64(cost.logN)
        let done = password.withUTF8 { password in
            password.withMemoryRebound(to: CChar.self) { characters in
                EVP_PBE_scrypt(
                    characters.baseAddress, characters.count, salt, salt.count, 1 << UInt64(cost.logN), UInt64(cost.blockSize),
                    UInt64(cost.parallelism), memory, &hash, hash.count)
            }
        }
        guard done == 1 else { throw TenancyError(.failed, "libcrypto could not hash a password.") }
        return hash
    }
}
