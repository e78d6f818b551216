import Certificates
import NIOSSL
import Testing

@Suite struct SelfSignedCertificateTests {
    private func make(names: [String] = ["localhost"], addresses: [String] = ["127.0.0.1", "::1"]) throws -> SelfSignedCertificate {
        try SelfSignedCertificate(commonName: "test", names: names, addresses: addresses, from: 1_800_000_000, days: 397)
    }

    @Test func `It is good from its begin for its days`() throws {
        let read = try NIOSSLCertificate(bytes: try make().certificate, format: .der)
        #expect(read.notValidBefore == 1_800_000_000)
        #expect(read.notValidAfter == 1_800_000_000 + 397 * 86_400)
    }

    @Test func `The PEM text holds the key and the certificate that belong together`() throws {
        let made = try make()
        let bytes = Array(made.pem.utf8)
        let chain = try NIOSSLCertificate.fromPEMBytes(bytes)
        #expect(try chain.map { try $0.toDERBytes() } == [made.certificate])
        let key = try NIOSSLPrivateKey(bytes: bytes, format: .pem)
        let configuration = TLSConfiguration.makeServerConfiguration(certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
        #expect(throws: Never.self) { try NIOSSLContext(configuration: configuration) }
    }

    @Test func `No two are the same`() throws {
        let (one, other) = (try make(), try make())
        #expect(one.fingerprint != other.fingerprint && one.privateKey != other.privateKey)
        let numbers = try [one, other].map { try NIOSSLCertificate(bytes: $0.certificate, format: .der).serialNumber }
        #expect(numbers[0] != numbers[1])
    }

    @Test func `A name that could say more than a name is left out`() throws {
        let made = try make(names: ["good.example", "bad,IP:10.0.0.1", ""], addresses: [])
        let text = String(decoding: made.certificate, as: UTF8.self)
        #expect(text.contains("good.example") && !text.contains("bad"))
    }

    @Test func `What is no address is refused`() {
        #expect(throws: CertificateError.self) { try make(addresses: ["nowhere"]) }
    }
}
