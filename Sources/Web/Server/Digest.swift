import COpenSSL

/// SHA-256 by libcrypto.
enum Digest {
    static func sha256(_ bytes: some Collection<UInt8>) -> [UInt8] {
        let result = bytes.withContiguousStorageIfAvailable(hash)
        return result ?? Array(bytes).withUnsafeBufferPointer(hash)
    }

    /// The first characters of the hash in hexadecimal.
    static func sha256Hex(_ bytes: some Collection<UInt8>, length: Int) -> String {
        let digits = Array("0123456789abcdef".utf8)
        let text = sha256(bytes).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: text.prefix(length), as: UTF8.self)
    }

    private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 32) { output, count in
            var length: UInt32 = 32
            let done = EVP_Digest(bytes.baseAddress, bytes.count, output.baseAddress, &length, EVP_sha256(), nil)
            // libcrypto refuses only when it has no SHA-256 at all, and then nothing of the product can work.
            precondition(done == 1, "libcrypto has no SHA-256")
            count = Int(length)
        }
    }
}
