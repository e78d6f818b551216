import Brokerage
import Certificates
import Foundation
import Tenancy

/// Where the server's certificate comes from, and whether the files behind it have changed.
struct CertificateSource: Sendable {
    /// What tells one version of the files from another. A file that cannot be looked at has none.
    struct Version: Equatable, Sendable {
        fileprivate var stamps: [Stamp?]
    }

    fileprivate struct Stamp: Equatable {
        var modified: Date?
        var size: UInt64?
        var file: UInt64?
    }

    /// Days that a certificate of our own making is good for.
    static let days = 397

    let certificate: String
    let key: String
    /// The address that the server listens on, for a certificate of our own making; nil for the operator's own.
    private let madeFor: String?

    var isSelfSigned: Bool { madeFor != nil }

    /// Nil when there is no TLS.
    init?(_ mode: TLSMode, host: String) {
        switch mode {
        case .off: return nil
        case .selfSigned(let file): (certificate, key, madeFor) = (file, file, host)
        case .files(let certificate, let key): (self.certificate, self.key, madeFor) = (certificate, key, nil)
        }
    }

    var version: Version { Version(stamps: [certificate, key].map(CertificateSource.stamp)) }

    /// Reads the files; first makes a certificate, when it is ours and is missing or has less than a day left.
    func load(at now: Timestamp) throws(TLSFault) -> ServerCertificate {
        guard let host = madeFor else { return try ServerCertificate(certificate: certificate, key: key) }
        if FileManager.default.fileExists(atPath: certificate) {
            let known = try ServerCertificate(certificate: certificate, key: key)
            if known.expiresAt - now > .seconds(86_400) { return known }
        }
        do {
            let made = try SelfSignedCertificate(
                commonName: "Veles", names: ["localhost", CertificateSource.machineName()],
                addresses: Set(["127.0.0.1", "::1"] + [IPAddress(host)?.description].compactMap { $0 }).sorted(), from: now.seconds - 3600,
                days: CertificateSource.days)
            try PrivateFiles.replace(certificate, with: Array(made.pem.utf8))
        } catch {
            throw TLSFault("A certificate could not be made in \(certificate).", cause: error)
        }
        return try ServerCertificate(certificate: certificate, key: key)
    }

    private static func machineName() -> String {
        var name = [CChar](repeating: 0, count: 256)
        guard gethostname(&name, name.count - 1) == 0 else { return "" }
        return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private static func stamp(_ path: String) -> Stamp? {
        do {
            // Of the file itself, where the path is a link to it.
            let file = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
            let facts = try FileManager.default.attributesOfItem(atPath: file)
            return Stamp(
                modified: facts[.modificationDate] as? Date, size: (facts[.size] as? NSNumber)?.uint64Value,
                file: (facts[.systemFileNumber] as? NSNumber)?.uint64Value)
        } catch {
            return nil
        }
    }
}
