import COpenSSL

/// Random bytes for keys, nonces and tokens.
///
/// They come straight from libcrypto and are not injected: nothing here may ever be foreseeable or drawn twice.
enum SecureRandom {
    static func bytes(_ count: Int) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        guard RAND_bytes(&bytes, Int32(count)) == 1 else { throw TenancyError(.failed, "The machine gives no random numbers.") }
        return bytes
    }
}
