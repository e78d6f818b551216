import COpenSSL

/// AES-256-GCM: what is sealed cannot be read without the key, nor altered or moved without being noticed.
///
/// A sealed value is one byte of format, the 96-bit nonce, the cipher text and the 128-bit tag. Nonces are random: with one key the
/// chance that two meet stays below 2^-32 for four billion values.
enum Sealing {
    static let format: UInt8 = 1
    static let keySize = 32
    private static let nonceSize = 12
    private static let tagSize = 16

    static func seal(_ plain: [UInt8], key: [UInt8], binding associated: [UInt8]) throws -> [UInt8] {
        let nonce = try SecureRandom.bytes(nonceSize)
        guard let context = EVP_CIPHER_CTX_new() else { throw TenancyError(.failed, "libcrypto gave no cipher.") }
        defer { EVP_CIPHER_CTX_free(context) }
        var cipher = [UInt8](repeating: 0, count: plain.count + tagSize)
        var tag = [UInt8](repeating: 0, count: tagSize)
        var (written, finished) = (Int32(0), Int32(0))
        guard key.count == keySize, let associatedCount = Int32(exactly: associated.count), let count = Int32(exactly: plain.count),
            EVP_EncryptInit_ex(context, EVP_aes_256_gcm(), nil, key, nonce) == 1,
            EVP_EncryptUpdate(context, nil, &written, associated, associatedCount) == 1,
            EVP_EncryptUpdate(context, &cipher, &written, plain, count) == 1,
            EVP_EncryptFinal_ex(context, &tag, &finished) == 1, finished == 0,
            EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, Int32(tagSize), &tag) == 1
        else { throw TenancyError(.failed, "libcrypto could not seal a value.") }
        return [format] + nonce + cipher.prefix(plain.count) + tag
    }

    /// - Throws: ``TenancyError/Code/sealBroken`` when one bit differs from what was sealed, or the key or the binding is another.
    static func open(_ sealed: [UInt8], key: [UInt8], binding associated: [UInt8]) throws -> [UInt8] {
        let broken = TenancyError(.sealBroken, "A sealed value does not open: it was altered, moved, or sealed with another master key.")
        let count = sealed.count - 1 - nonceSize - tagSize
        guard count >= 0, sealed[0] == format, key.count == keySize else { throw broken }
        guard let context = EVP_CIPHER_CTX_new() else { throw TenancyError(.failed, "libcrypto gave no cipher.") }
        defer { EVP_CIPHER_CTX_free(context) }
        let nonce = Array(sealed[1..<(1 + nonceSize)])
        let cipher = Array(sealed[(1 + nonceSize)..<(1 + nonceSize + count)])
        var tag = Array(sealed.suffix(tagSize))
        var plain = [UInt8](repeating: 0, count: count + tagSize)
        var end = [UInt8](repeating: 0, count: tagSize)
        var (written, finished) = (Int32(0), Int32(0))
        guard let associatedCount = Int32(exactly: associated.count), let cipherCount = Int32(exactly: count),
            EVP_DecryptInit_ex(context, EVP_aes_256_gcm(), nil, key, nonce) == 1,
            EVP_DecryptUpdate(context, nil, &written, associated, associatedCount) == 1,
            EVP_DecryptUpdate(context, &plain, &written, cipher, cipherCount) == 1,
            EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, Int32(tagSize), &tag) == 1,
            EVP_DecryptFinal_ex(context, &end, &finished) == 1
        else { throw broken }
        return Array(plain.prefix(count))
    }
}
