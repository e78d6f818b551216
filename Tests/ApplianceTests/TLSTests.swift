import ApplianceDriver
import Certificates
import Foundation
import JSON
import NIOSSL
import Testing

extension TheAppliance {
    /// How `veles serve` meets the network.
    @Suite struct TLS {
        private func start(_ state: StateFolder, _ variables: [String: String]) async throws -> RunningAppliance {
            try await RunningAppliance.start(in: state, environment: variables)
        }

        @Test func `Left to itself it speaks TLS, with a certificate that it keeps and whose fingerprint it tells`() async throws {
            let state = try StateFolder()
            var told: [String] = []
            for _ in 0..<2 {
                let appliance = try await start(state, ["VELES_TLS_MODE": "self-signed"])
                let shown = try await TLSHandshake.certificate(appliance.port)
                let kept = try NIOSSLCertificate.fromPEMFile(state.path + "/self-signed.pem")
                #expect(try kept.map { try $0.toDERBytes() } == [shown])
                told += appliance.process.lines.compactMap { line in
                    (try? JSONValue(parsing: line.utf8))?["certificate_sha256"]?.string
                }
                #expect(try await appliance.stop() == .exit(0))
            }
            #expect(told.count == 2 && Set(told).count == 1 && told[0].count == 95, "\(told)")
        }

        @Test func `SIGHUP takes a new certificate without a restart`() async throws {
            let folder = try TemporaryFolder()
            let (certificate, key) = (folder.path + "/server.pem", folder.path + "/server.key")
            func lay() throws -> [UInt8] {
                let now = Int64(Date().timeIntervalSince1970)
                let made = try SelfSignedCertificate(commonName: "test", names: ["localhost"], addresses: ["127.0.0.1"], from: now - 60, days: 90)
                for path in [certificate, key] {
                    try Data(made.pem.utf8).write(to: URL(fileURLWithPath: path))
                    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
                }
                return made.certificate
            }
            let first = try lay()
            let appliance = try await start(
                StateFolder(), ["VELES_TLS_MODE": "files", "VELES_TLS_CERT_FILE": certificate, "VELES_TLS_KEY_FILE": key])
            #expect(try await TLSHandshake.certificate(appliance.port) == first)
            let second = try lay()
            try await eventually("the new certificate", seen: { appliance.process.output }) {
                appliance.process.send(SIGHUP)
                return try await TLSHandshake.certificate(appliance.port) == second
            }
            #expect(try await appliance.stop() == .exit(0))
        }

        @Test(arguments: [
            (["VELES_TLS_MODE": "off", "VELES_SERVER_LISTEN": "0.0.0.0:0"], "server.trusted_proxies"),
            (["VELES_TLS_MODE": "on"], "tls.mode"), (["VELES_TLS_MODE": "files"], "tls.cert_file"),
            (["VELES_TLS_MODE": "files", "VELES_TLS_CERT_FILE": "/no/such.pem", "VELES_TLS_KEY_FILE": "/no/such.key"], "/no/such.key"),
            (["VELES_SERVER_TRUSTED_PROXIES": "10.0.0.1/8"], "10.0.0.1/8"), (["VELES_SERVER_TRUSTED_PROXIES": "proxy"], "server.trusted_proxies"),
            (["VELES_LIMITS_READS_CALLER": "many"], "limits.reads_caller"), (["VELES_LIMITS_SIGN_IN_ADDRESS": "0/1s"], "300/10s"),
            (["VELES_LIMITS_CONNECTIONS_PER_ADDRESS": "0"], "limits.connections_per_address"),
        ]) func `What would leave it open or cannot be is refused in one line`(variables: [String: String], word: String) async throws {
            let environment = try StateFolder().environment.merging(["VELES_SERVER_LISTEN": "127.0.0.1:0"]) { $1 }.merging(variables) { $1 }
            let verb = try await Verb.run(["serve"], environment: environment)
            #expect(verb.status == .exit(1))
            #expect(verb.errors.hasPrefix("veles: ") && verb.errors.split(separator: "\n").count == 1, "\(verb.errors)")
            #expect(verb.errors.contains(word), "\(verb.errors)")
        }

        @Test func `Without TLS it listens to the network only behind a stated proxy`() async throws {
            let appliance = try await start(
                StateFolder(), ["VELES_SERVER_LISTEN": "0.0.0.0:0", "VELES_SERVER_TRUSTED_PROXIES": "10.0.0.0/8, 2001:db8::/32"])
            #expect(try await appliance.visitor.get("/healthz").status == 200)
            #expect(try await appliance.stop() == .exit(0))
        }
    }
}
