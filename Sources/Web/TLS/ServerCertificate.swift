import Brokerage
import Foundation
import NIOSSL

/// A certificate with its key, read from files and found fit to serve.
struct ServerCertificate: Sendable {
    let context: NIOSSLContext
    /// SHA-256 of the certificate, as browsers and openssl show it.
    let fingerprint: String
    let expiresAt: Timestamp

    /// - Throws: ``TLSFault`` when a file cannot be read, others may read the key, or the two do not belong together.
    init(certificate: String, key: String) throws(TLSFault) {
        try ServerCertificate.demandPrivate(key)
        let chain: [NIOSSLCertificate]
        let privateKey: NIOSSLPrivateKey
        do {
            chain = try NIOSSLCertificate.fromPEMFile(certificate)
        } catch {
            throw TLSFault("The certificate file \(certificate) cannot be read as PEM.", cause: error)
        }
        do {
            privateKey = try NIOSSLPrivateKey(file: key, format: .pem)
        } catch {
            throw TLSFault("The key file \(key) cannot be read as PEM without a passphrase.", cause: error)
        }
        guard let leaf = chain.first else { throw TLSFault("The certificate file \(certificate) holds no certificate.") }
        do {
            context = try NIOSSLContext(configuration: ServerCertificate.configuration(chain, privateKey))
            fingerprint = Digest.fingerprint(try leaf.toDERBytes())
        } catch {
            throw TLSFault("The certificate in \(certificate) and the key in \(key) do not belong together.", cause: error)
        }
        expiresAt = Timestamp(seconds: Int64(leaf.notValidAfter))
    }

    /// TLS 1.3, and TLS 1.2 with one suite for each kind of key, so that nobody can steer a client to a weaker one; HTTP/1.1.
    private static func configuration(_ chain: [NIOSSLCertificate], _ key: NIOSSLPrivateKey) -> TLSConfiguration {
        var configuration = TLSConfiguration.makeServerConfiguration(certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
        configuration.minimumTLSVersion = .tlsv12
        configuration.cipherSuiteValues = [.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, .TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256]
        configuration.applicationProtocols = ["http/1.1"]
        return configuration
    }

    /// The owner's group may read the key, as `root:veles 0640` lets the service; nobody else may.
    private static func demandPrivate(_ key: String) throws(TLSFault) {
        let mode: Int
        do {
            let file = URL(fileURLWithPath: key).resolvingSymlinksInPath().path
            mode = (try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? NSNumber)?.intValue ?? 0o777
        } catch {
            throw TLSFault("The key file \(key) cannot be opened.", cause: error)
        }
        guard mode & 0o007 == 0 else { throw TLSFault("The key file \(key) is open to everybody. Close it with chmod o= \(key).") }
    }
}

extension Digest {
    /// SHA-256 as pairs of hexadecimal digits: `AB:CD:…`.
    static func fingerprint(_ bytes: [UInt8]) -> String {
        sha256(bytes).map { byte in
            let text = String(byte, radix: 16, uppercase: true)
            return text.count == 1 ? "0" + text : text
        }.joined(separator: ":")
    }
}
