import Brokerage
import Logging
import NIOSSL
import Synchronization

/// Holds the certificate that new connections are met with, and takes a new one when its files change.
///
/// Open connections go on with the one they began with. Files that cannot be used change nothing but the log.
final class CertificateKeeper: Sendable {
    /// From one look at the files to the next.
    static let interval = Duration.seconds(60)
    /// Days before the end at which the log warns.
    static let warnings = [30, 14, 7, 1]

    private struct State {
        var certificate: ServerCertificate
        var version: CertificateSource.Version
        /// The last of ``warnings`` that was given.
        var warned: Int?
    }

    private let source: CertificateSource
    private let state: Mutex<State>
    private let clock: WebClock
    private let logger: Logger

    /// - Throws: ``TLSFault``: a server without its certificate does not start.
    init(source: CertificateSource, clock: WebClock, logger: Logger) throws(TLSFault) {
        (self.source, self.clock, self.logger) = (source, clock, logger)
        let certificate = try source.load(at: clock.now())
        state = Mutex(State(certificate: certificate, version: source.version))
        tell("The certificate was read.", certificate)
        warn()
    }

    /// What new connections are met with.
    var context: NIOSSLContext { state.withLock { $0.certificate.context } }
    /// Whether browsers warn of it.
    var isSelfSigned: Bool { source.isSelfSigned }
    /// Days until the certificate runs out.
    var daysLeft: Double { state.withLock { $0.certificate.expiresAt }.seconds(since: clock.now()) / 86_400 }
    var fingerprint: String { state.withLock { $0.certificate.fingerprint } }

    /// Looks at the files each minute. Ends when the task is cancelled.
    func watch() async {
        do {
            while true {
                try await clock.sleep(CertificateKeeper.interval)
                check()
            }
        } catch {
            // Only the end of the server interrupts the sleep.
        }
    }

    /// Reads the files again when they have changed, or the certificate is ours and runs out.
    func check() {
        let runsOut = source.isSelfSigned && daysLeft < 1
        if runsOut || state.withLock({ $0.version }) != source.version { reload() }
        warn()
    }

    /// Reads the files again.
    func reload() {
        do throws(TLSFault) {
            let certificate = try source.load(at: clock.now())
            let version = source.version
            state.withLock { $0 = State(certificate: certificate, version: version) }
            tell("The certificate was read again.", certificate)
        } catch {
            // Remembered, so that the same fault is told once and not each minute.
            let version = source.version
            state.withLock { $0.version = version }
            logger.error("The changed certificate cannot be used; the one before it stays.", metadata: ["cause": "\(error)"])
        }
    }

    private func tell(_ what: Logger.Message, _ certificate: ServerCertificate) {
        logger.info(
            what,
            metadata: [
                "certificate_sha256": "\(certificate.fingerprint)", "expires_at": "\(certificate.expiresAt)", "self_signed": "\(source.isSelfSigned)",
            ])
    }

    /// Says once at each of ``warnings`` that the operator's certificate runs out.
    private func warn() {
        let left = daysLeft
        guard !source.isSelfSigned, let due = CertificateKeeper.warnings.last(where: { left <= Double($0) }) else { return }
        let isNew = state.withLock { state in
            defer { state.warned = due }
            return state.warned != due
        }
        if isNew { logger.warning("The certificate runs out soon.", metadata: ["days_left": "\(Int(left.rounded(.down)))"]) }
    }
}
