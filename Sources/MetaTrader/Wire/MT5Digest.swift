import COpenSSL

/// MD5, which the protocol prescribes for its challenge and its keys.
enum MT5Digest {
    static let length = 16

    static func md5(_ parts: [UInt8]...) throws(MT5Error) -> [UInt8] {
        let input = parts.flatMap { $0 }
        var output = [UInt8](repeating: 0, count: length)
        var written: UInt32 = 0
        guard EVP_Digest(input, input.count, &output, &written, EVP_md5(), nil) == 1, Int(written) == length else {
            throw .cryptography("This machine's libcrypto refuses MD5, which the MT5 log-in needs. Allow it in the OpenSSL configuration.")
        }
        return output
    }
}
