import COpenSSL

/// One direction of the encrypted TCP transport: AES-256 in output feedback, with every packet on a fresh block.
///
/// The feedback state lives as long as the connection. What a packet leaves over of its last block of key stream is thrown
/// away. There is no integrity check: use it over a trusted network only.
public struct MT5Cipher: Sendable {
    private static let block = 16
    private let key: [UInt8]
    private var state: [UInt8]

    init(key: [UInt8], state: [UInt8]) { (self.key, self.state) = (key, state) }

    /// Enciphers or deciphers the body of the next packet in this direction; both are the same operation. Pings do not
    /// advance the state.
    public mutating func apply(to packet: inout MT5Packet) throws(MT5Error) { try apply(to: &packet.body) }

    /// As ``apply(to:)-(MT5Packet)``, on the body alone.
    public mutating func apply(to body: inout [UInt8]) throws(MT5Error) {
        guard !body.isEmpty else { return }
        // Padded with zeros to whole blocks, the last block of output shows the key stream that becomes the next state.
        let whole = (body.count + Self.block - 1) / Self.block * Self.block
        let input = body + [UInt8](repeating: 0, count: whole - body.count)
        var output = [UInt8](repeating: 0, count: whole)
        try run(input, &output)
        for index in 0..<Self.block {
            let position = whole - Self.block + index
            state[index] = output[position] ^ input[position]
        }
        output.removeLast(whole - body.count)
        body = output
    }

    private func run(_ input: [UInt8], _ output: inout [UInt8]) throws(MT5Error) {
        let context = EVP_CIPHER_CTX_new()
        defer { EVP_CIPHER_CTX_free(context) }
        var written: Int32 = 0
        guard EVP_EncryptInit_ex(context, EVP_aes_256_ofb(), nil, key, state) == 1,
            EVP_EncryptUpdate(context, &output, &written, input, Int32(input.count)) == 1, Int(written) == input.count
        else { throw .cryptography("This machine's libcrypto refuses AES-256, which the encrypted MT5 transport needs.") }
    }
}
