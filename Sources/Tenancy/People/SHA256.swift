import COpenSSL

/// The digest under which tokens are stored.
enum SHA256 {
    static func digest(_ bytes: [UInt8]) throws -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: 32)
        var count: UInt32 = 0
        guard EVP_Digest(bytes, bytes.count, &digest, &count, EVP_sha256(), nil) == 1, count == 32 else {
            throw TenancyError(.failed, "libcrypto has no SHA-256.")
        }
        return digest
    }
}
