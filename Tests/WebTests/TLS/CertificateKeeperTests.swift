import Brokerage
import Foundation
import Logging
import Testing

@testable import Web

@Suite struct CertificateKeeperTests {
    private let clock = TestClock()
    private let log = LogCollector()

    private func keeper(_ mode: TLSMode) throws -> CertificateKeeper {
        let source = try #require(CertificateSource(mode, host: "127.0.0.1"))
        return try CertificateKeeper(source: source, clock: clock.web, logger: log.logger)
    }

    private func own(_ files: CertificateFiles) throws -> CertificateKeeper {
        try keeper(.files(certificate: files.certificate, key: files.key))
    }

    @Test func `A changed certificate is taken at the next look`() throws {
        let files = try CertificateFiles()
        let first = try files.write()
        let keeper = try own(files)
        #expect(keeper.fingerprint == Digest.text(of: first))
        let second = try files.write()
        keeper.check()
        #expect(keeper.fingerprint == Digest.text(of: second))
    }

    @Test func `Files that cannot be used keep the certificate before them, and are told of once`() throws {
        let files = try CertificateFiles()
        let first = try files.write()
        let keeper = try own(files)
        try files.write("nonsense", to: files.certificate, mode: 0o644)
        for _ in 0..<3 { keeper.check() }
        #expect(keeper.fingerprint == Digest.text(of: first))
        #expect(log.lines.filter { $0.level == .error }.count == 1)
        let third = try files.write()
        keeper.check()
        #expect(keeper.fingerprint == Digest.text(of: third))
    }

    @Test func `A certificate without its key changes nothing until the key comes`() throws {
        let (files, others) = (try CertificateFiles(), try CertificateFiles())
        let first = try files.write()
        let keeper = try own(files)
        let second = try others.write()
        try FileManager.default.removeItem(atPath: files.certificate)
        try FileManager.default.copyItem(atPath: others.certificate, toPath: files.certificate)
        keeper.check()
        #expect(keeper.fingerprint == Digest.text(of: first))
        try FileManager.default.removeItem(atPath: files.key)
        try FileManager.default.copyItem(atPath: others.key, toPath: files.key)
        keeper.check()
        #expect(keeper.fingerprint == Digest.text(of: second))
    }

    @Test(arguments: [0o604, 0o602, 0o644, 0o666])
    func `A key that is open to everybody is refused`(mode: Int) throws {
        let files = try CertificateFiles()
        try files.write()
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: files.key)
        let fault = #expect(throws: TLSFault.self) { try own(files) }
        #expect(fault?.message.contains(files.key) == true)
    }

    @Test func `The service's group may read the key`() throws {
        let files = try CertificateFiles()
        try files.write()
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: files.key)
        #expect(throws: Never.self) { try own(files) }
    }

    @Test func `What does not start names the file`() throws {
        let (files, others) = (try CertificateFiles(), try CertificateFiles())
        try files.write()
        try others.write()
        let wrong: [(TLSMode, String)] = [
            (.files(certificate: files.folder + "/none", key: files.key), "/none"),
            (.files(certificate: files.certificate, key: files.folder + "/none"), "/none"),
            (.files(certificate: files.certificate, key: others.key), others.key),
            (.files(certificate: files.key, key: files.key), files.key),
        ]
        for (mode, name) in wrong {
            let fault = #expect(throws: TLSFault.self) { try keeper(mode) }
            #expect(fault?.message.contains(name) == true, "\(String(describing: fault))")
        }
    }

    @Test func `A certificate of our own is made once, closed to others, told of, and made anew when it runs out`() throws {
        let files = try CertificateFiles()
        let path = files.folder + "/self-signed.pem"
        let first = try keeper(.selfSigned(file: path)).fingerprint
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
        #expect(log.lines.contains { $0.metadata["certificate_sha256"] == first && $0.metadata["self_signed"] == "true" })
        let second = try keeper(.selfSigned(file: path))
        #expect(second.fingerprint == first)
        #expect((395...397).contains(second.daysLeft))
        clock.advance(.seconds(395 * 86_400))
        second.check()
        #expect(second.fingerprint == first)
        clock.advance(.seconds(2 * 86_400))
        second.check()
        #expect(second.fingerprint != first && second.daysLeft > 395)
    }

    @Test func `The end of the operator's certificate is told at 30, 14, 7 and 1 days, once each`() throws {
        let files = try CertificateFiles()
        try files.write(days: 91)
        let keeper = try own(files)
        for _ in 0..<89 {
            clock.advance(.seconds(86_400))
            for _ in 0..<2 { keeper.check() }
        }
        #expect(log.lines.filter { $0.level == .warning }.compactMap { $0.metadata["days_left"] } == ["30", "14", "7", "1"])
    }
}

extension Digest {
    /// A digest as fingerprints are written.
    static func text(of digest: [UInt8]) -> String { digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined(separator: ":") }
}
