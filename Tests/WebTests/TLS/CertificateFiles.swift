import Certificates
import Foundation

/// A folder with a certificate and a key in it, as an operator lays them there.
final class CertificateFiles: Sendable {
    let folder: String
    var certificate: String { folder + "/server.pem" }
    var key: String { folder + "/server.key" }

    init() throws {
        folder = FileManager.default.temporaryDirectory.path + "/veles-tls-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// Lays a new certificate there. - Returns: its SHA-256.
    @discardableResult
    func write(from begin: Int64 = 1_800_000_000 - 86_400, days: Int = 90) throws -> [UInt8] {
        let made = try SelfSignedCertificate(commonName: "test", names: ["localhost"], addresses: ["127.0.0.1"], from: begin, days: days)
        let mark = "-----BEGIN CERTIFICATE-----"
        let parts = made.pem.components(separatedBy: mark)
        try write(parts[0], to: key, mode: 0o600)
        try write(mark + parts[1], to: certificate, mode: 0o644)
        return made.fingerprint
    }

    func write(_ text: String, to path: String, mode: Int) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }
}
