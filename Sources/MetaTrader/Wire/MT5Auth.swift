/// What both sides of a log-in derive from the API password: answers to challenges and the keys of the encrypted transport.
///
/// `P = MD5(UTF-16LE(password))`, `H = MD5(P ‖ "WebAPI")`, an answer is `MD5(H ‖ challenge)`. The password itself is not kept.
public struct MT5Auth: Sendable {
    /// Bytes of a challenge and of an answer.
    public static let challengeLength = 16
    /// Bytes of `CRYPT_RAND`.
    public static let cryptRandLength = 256

    /// `H`: enough to log in with, so as secret as the password.
    public let hash: [UInt8]

    public init(password: String) throws(MT5Error) {
        var bytes: [UInt8] = []
        UTF16LE.append(password, to: &bytes)
        hash = try MT5Digest.md5(MT5Digest.md5(bytes), Array("WebAPI".utf8))
    }

    /// The answer to a challenge of 16 bytes, which is what 32 hexadecimal digits stand for.
    public func answer(to challenge: [UInt8]) throws(MT5Error) -> [UInt8] { try MT5Digest.md5(hash, challenge) }

    /// The sixteen keys `iv[0]` to `iv[15]` behind a `CRYPT_RAND`.
    /// - Throws: ``MT5Error/Code/protocolViolation`` when it has not ``cryptRandLength`` bytes.
    public func keys(cryptRand: [UInt8]) throws(MT5Error) -> [[UInt8]] {
        guard cryptRand.count == Self.cryptRandLength else {
            throw .protocolViolation("CRYPT_RAND has \(cryptRand.count) bytes where \(Self.cryptRandLength) are due.")
        }
        var keys: [[UInt8]] = []
        var last = hash
        for index in 0..<16 {
            last = try MT5Digest.md5(Array(cryptRand[(16 * index)..<(16 * index + 16)]), last)
            keys.append(last)
        }
        return keys
    }

    /// The ciphers of both directions of a connection.
    public func ciphers(cryptRand: [UInt8]) throws(MT5Error) -> (clientToServer: MT5Cipher, serverToClient: MT5Cipher) {
        let keys = try keys(cryptRand: cryptRand)
        let key = keys[0] + keys[1]
        return (MT5Cipher(key: key, state: keys[2]), MT5Cipher(key: key, state: keys[3]))
    }
}
