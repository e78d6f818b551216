import COpenSSL
import NIOCore
import NIOSSL
import Synchronization

/// Decides which TLS certificate of a server is accepted, and remembers the one that was shown.
final class MT5Trust: Sendable {
    private let rule: MT5Endpoint.Trust
    private let host: String
    private let isProbe: Bool
    private let shown = Mutex<String?>(nil)
    private let broken = Mutex<(any Error)?>(nil)

    init(_ endpoint: MT5Endpoint) { (rule, host, isProbe) = (endpoint.trust, endpoint.host, false) }

    /// For ``probe``: shows the certificate and accepts none.
    private init(host: String) { (rule, self.host, isProbe) = (.pinned(sha256: ""), host, true) }

    /// Accepts nothing: made to see the certificate that the system did not trust.
    var probe: MT5Trust { MT5Trust(host: host) }

    /// Why TLS was not agreed; the first reason stands.
    var failure: (any Error)? { broken.withLock { $0 } }

    func note(failure: any Error) {
        broken.withLock { $0 = $0 ?? failure }
    }

    /// The SHA-256 of the certificate that the server showed, where this rule looks at it.
    var fingerprint: String? { shown.withLock { $0 } }

    /// The settings of TLS. Making them reads the system's trusted certificates, so it is done once a connection and off its
    /// event loop.
    /// - Throws: ``MT5Error/Code/configuration`` for a pin that is no SHA-256.
    func context() throws(MT5Error) -> NIOSSLContext {
        var configuration = TLSConfiguration.makeClientConfiguration()
        switch rule {
        case .system: break
        case .off: configuration.certificateVerification = .none
        // Not none: NIOSSL would not ask us then.
        case .pinned: configuration.certificateVerification = .noHostnameVerification
        }
        _ = try pin()
        do { return try NIOSSLContext(configuration: configuration) } catch {
            throw MT5Error(.configuration, "TLS cannot be set up for \(host).", cause: error)
        }
    }

    /// The TLS layer of a connection.
    func handler(_ context: NIOSSLContext) throws -> NIOSSLClientHandler {
        // Names only: the protocol has no server name for bare addresses.
        let name = (try? SocketAddress(ipAddress: host, port: 443)) == nil ? host : nil
        guard let pin = try pin() else { return try NIOSSLClientHandler(context: context, serverHostname: name) }
        return try NIOSSLClientHandler(context: context, serverHostname: name) { certificates, promise in
            promise.succeed(self.check(certificates, pin) ? .certificateVerified : .failed)
        }
    }

    /// The fingerprint to accept, or nil when other rules decide. Empty in a probe, where none fits.
    private func pin() throws(MT5Error) -> String? {
        guard case .pinned(let text) = rule else { return nil }
        return text.isEmpty && isProbe ? "" : try Self.normalized(text)
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
