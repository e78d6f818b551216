import COpenSSL
import NIOCore
import NIOSSL
import Synchronization

/// Decides which TLS certificate of a server is accepted, and remembers the one that was shown.
final class MT5Trust: Sendable {
    private let rule: MT5Endpoint.Trust
    private let host: String
    private let shown = Mutex<String?>(nil)

    init(_ endpoint: MT5Endpoint) { (rule, host) = (endpoint.trust, endpoint.host) }

    /// For ``probe``: shows the certificate and accepts none.
    private init(host: String) { (rule, self.host) = (.pinned(sha256: ""), host) }

    /// Accepts nothing: made to see the certificate that the system did not trust.
    var probe: MT5Trust { MT5Trust(host: host) }

    /// The SHA-256 of the certificate that the server showed, where this rule looks at it.
    var fingerprint: String? { shown.withLock { $0 } }

    /// The TLS layer of a connection.
    /// - Throws: ``MT5Error/Code/configuration`` for a pin that is no SHA-256.
    func handler() throws(MT5Error) -> NIOSSLClientHandler {
        var configuration = TLSConfiguration.makeClientConfiguration()
        var pin: String?
        switch rule {
        case .system: break
        case .off: configuration.certificateVerification = .none
        case .pinned(let text):
            // Not none: NIOSSL would not ask us then.
            configuration.certificateVerification = .noHostnameVerification
            pin = text.isEmpty ? "" : try Self.normalized(text)
        }
        do {
            let context = try NIOSSLContext(configuration: configuration)
            guard let pin else { return try make(context, nil) }
            return try make(context) { certificates, promise in promise.succeed(self.check(certificates, pin) ? .certificateVerified : .failed) }
        } catch {
            throw MT5Error(.configuration, "TLS cannot be set up for \(host).", cause: error)
        }
    }

    private func make(_ context: NIOSSLContext, _ callback: NIOSSLCustomVerificationCallback?) throws -> NIOSSLClientHandler {
        // Names only: the protocol has no server name for bare addresses.
        let name = (try? SocketAddress(ipAddress: host, port: 443)) == nil ? host : nil
        guard let callback else { return try NIOSSLClientHandler(context: context, serverHostname: name) }
        return try NIOSSLClientHandler(context: context, serverHostname: name, customVerificationCallback: callback)
    }

    private func check(_ certificates: [NIOSSLCertificate], _ pin: String) -> Bool {
        guard let leaf = certificates.first, let bytes = try? leaf.toDERBytes(), let fingerprint = Self.sha256(bytes) else { return false }
        shown.withLock { $0 = fingerprint }
        return fingerprint == pin
    }

    private static func normalized(_ text: String) throws(MT5Error) -> String {
        let digits = text.filter { $0 != ":" && $0 != " " }.lowercased()
        guard MT5Hex.decode(digits)?.count == 32 else {
            throw MT5Error(.configuration, "The pinned certificate must be given as its SHA-256: 64 hexadecimal digits.")
        }
        return digits
    }

    private static func sha256(_ bytes: [UInt8]) -> String? {
        var digest = [UInt8](repeating: 0, count: 32)
        var written: UInt32 = 0
        guard EVP_Digest(bytes, bytes.count, &digest, &written, EVP_sha256(), nil) == 1, written == 32 else { return nil }
        return MT5Hex.encode(digest)
    }
}
