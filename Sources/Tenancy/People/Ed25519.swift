import COpenSSL

/// A private key for Ed25519 signatures (RFC 8032).
public final class Ed25519PrivateKey: Sendable {
    private let key: EVPKey

    /// Makes a new key.
    public convenience init() throws { try self.init(seed: SecureRandom.bytes(32)) }

    /// - Parameter seed: The 32 bytes that RFC 8032 calls the private key.
    public init(seed: [UInt8]) throws {
        guard seed.count == 32, let handle = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, seed, seed.count) else {
            throw TenancyError(.invalid, "A signing key must be 32 bytes.")
        }
        key = EVPKey(handle)
    }

    /// The 32 bytes to store, sealed.
    var seed: [UInt8] {
        get throws { try key.raw(EVP_PKEY_get_raw_private_key) }
    }

    public var publicKey: Ed25519PublicKey {
        get throws { try Ed25519PublicKey(bytes: key.raw(EVP_PKEY_get_raw_public_key)) }
    }

    /// The signature of a message, 64 bytes.
    public func sign(_ message: [UInt8]) throws -> [UInt8] {
        guard let context = EVP_MD_CTX_new() else { throw TenancyError(.failed, "libcrypto gave no context.") }
        defer { EVP_MD_CTX_free(context) }
        var signature = [UInt8](repeating: 0, count: 64)
        var count = signature.count
        guard EVP_DigestSignInit(context, nil, nil, nil, key.handle) == 1,
            EVP_DigestSign(context, &signature, &count, message, message.count) == 1, count == 64
        else { throw TenancyError(.failed, "libcrypto could not sign.") }
        return signature
    }
}

/// A public key for Ed25519 signatures.
public final class Ed25519PublicKey: Sendable {
    public let bytes: [UInt8]
    private let key: EVPKey

    /// - Throws: ``TenancyError/Code/invalid`` unless it is 32 bytes.
    public init(bytes: [UInt8]) throws {
        guard bytes.count == 32, let handle = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nil, bytes, bytes.count) else {
            throw TenancyError(.invalid, "A public key must be 32 bytes.")
        }
        self.bytes = bytes
        key = EVPKey(handle)
    }

    /// Whether the holder of the private key signed exactly this message.
    public func verify(_ signature: [UInt8], of message: [UInt8]) -> Bool {
        guard signature.count == 64, let context = EVP_MD_CTX_new() else { return false }
        defer { EVP_MD_CTX_free(context) }
        return EVP_DigestVerifyInit(context, nil, nil, nil, key.handle) == 1
            && EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
    }
}

/// Owns a key of libcrypto.
// libcrypto counts the uses of a key by atomic numbers and never alters one that was made whole, so threads may share it.
private final class EVPKey: @unchecked Sendable {
    let handle: OpaquePointer

    init(_ handle: OpaquePointer) { self.handle = handle }
    deinit { EVP_PKEY_free(handle) }

    func raw(
        _ read: (OpaquePointer?, UnsafeMutablePointer<UInt8>?, UnsafeMutablePointer<Int>?) -> Int32
    ) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 32)
        var count = bytes.count
        guard read(handle, &bytes, &count) == 1, count == 32 else { throw TenancyError(.failed, "libcrypto gave no key.") }
        return bytes
    }
}
