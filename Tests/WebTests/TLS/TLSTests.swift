import JSON
import NIOCore
import NIOSSL
import Testing

@testable import Web

/// The server over TLS, by real handshakes.
@Suite(.timeLimit(.minutes(2))) struct TLSTests {
    private static func client(_ versions: (TLSVersion, TLSVersion) = (.tlsv12, .tlsv13), suites: [NIOTLSCipher] = []) throws -> NIOSSLContext {
        var configuration = TLSConfiguration.makeClientConfiguration()
        // Which certificate it is, the tests look at themselves.
        configuration.certificateVerification = .none
        (configuration.minimumTLSVersion, configuration.maximumTLSVersion) = versions
        if !suites.isEmpty { configuration.cipherSuiteValues = suites }
        return try NIOSSLContext(configuration: configuration)
    }

    private static func run(_ files: CertificateFiles, _ body: @Sendable @escaping (TestServer) async throws -> Void) async throws {
        try await TestServer.run { $0.tls = .files(certificate: files.certificate, key: files.key) } _: { try await body($0) }
    }

    private static let login = #"{"tenant":"demo","email":"\#(TestServer.email)","password":"\#(TestServer.password)"}"#

    @Test func `With the operator's certificate browsers are told to come by HTTPS, and cookies are bound to it`() async throws {
        let files = try CertificateFiles()
        try files.write()
        try await TLSTests.run(files) { server in
            let client = TestClient(port: server.port, tls: try TLSTests.client())
            let answer = try await client.post("/api/v1/auth/login", json: TLSTests.login)
            #expect(answer.status == 200)
            #expect(answer["strict-transport-security"] == "max-age=31536000")
            let cookies = answer.all("set-cookie")
            #expect(cookies.count == 2 && cookies.allSatisfy { $0.hasPrefix("__Secure-") && $0.hasSuffix("; Secure") })
            let refreshed = try await client.post("/api/v1/auth/refresh", json: "{}", headers: [("Cookie", answer.cookies)])
            #expect(refreshed.status == 200)
        }
    }

    @Test func `With a certificate of our own browsers are told nothing that would outlast it`() async throws {
        let files = try CertificateFiles()
        try await TestServer.run { $0.tls = .selfSigned(file: files.folder + "/self-signed.pem") } _: { server in
            let client = TestClient(port: server.port, tls: try TLSTests.client())
            let answer = try await client.post("/api/v1/auth/login", json: TLSTests.login)
            #expect(answer.status == 200 && answer["strict-transport-security"] == nil)
            #expect(answer.all("set-cookie").allSatisfy { $0.hasSuffix("; Secure") })
        }
    }

    @Test func `New connections meet the new certificate, open ones go on`() async throws {
        let files = try CertificateFiles()
        let first = try files.write()
        try await TLSTests.run(files) { server in
            let tls = try TLSTests.client()
            let request = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
            try await Wire.open(server.port, tls: tls) { old in
                try await old.send(request)
                #expect(try await old.answer().status == 200)
                #expect(try await old.certificate() == first)
                let second = try files.write()
                server.web.reload()
                try await Wire.open(server.port, tls: tls) { new in
                    try await new.send(request)
                    #expect(try await new.answer().status == 200)
                    #expect(try await new.certificate() == second)
                }
                try await old.send(request)
                #expect(try await old.answer().status == 200)
            }
        }
    }

    @Test func `Old versions and weak suites are refused`() async throws {
        let files = try CertificateFiles()
        try files.write()
        try await TLSTests.run(files) { server in
            let weak = [
                try TLSTests.client((.tlsv1, .tlsv11)), try TLSTests.client((.tlsv12, .tlsv12), suites: [.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA]),
                try TLSTests.client((.tlsv12, .tlsv12), suites: [.TLS_RSA_WITH_AES_128_GCM_SHA256]),
            ]
            for tls in weak {
                await #expect(throws: (any Error).self) { try await TestClient(port: server.port, tls: tls).get("/healthz") }
            }
            for versions in [(TLSVersion.tlsv12, TLSVersion.tlsv12), (.tlsv13, .tlsv13)] {
                #expect(try await TestClient(port: server.port, tls: try TLSTests.client(versions)).get("/healthz").status == 200)
            }
        }
    }

    @Test func `Plain HTTP and garbage on the port of TLS are cut, and the server goes on`() async throws {
        let files = try CertificateFiles()
        try files.write()
        try await TLSTests.run(files) { server in
            for bytes in ["GET / HTTP/1.1\r\nHost: x\r\n\r\n", "\u{16}\u{3}\u{1}\u{0}\u{5}hello", "\u{0}"] {
                _ = try await Wire.open(server.port) { wire in
                    try await wire.send(bytes)
                    if bytes.utf8.count > 1 { try await wire.readUntilCut() }
                }
            }
            #expect(try await TestClient(port: server.port, tls: try TLSTests.client()).get("/healthz").status == 200)
        }
    }

    @Test func `A handshake that is not begun is given up`() async throws {
        let files = try CertificateFiles()
        try files.write()
        try await TestServer.run {
            $0.tls = .files(certificate: files.certificate, key: files.key)
            $0.connectionLimits.firstHead = .milliseconds(100)
        } _: { server in
            let bytes = try await Wire.open(server.port) { try await $0.readUntilCut() }
            #expect(bytes.isEmpty)
        }
    }

    @Test func `The stream is served over TLS`() async throws {
        let files = try CertificateFiles()
        try files.write()
        try await TLSTests.run(files) { server in
            let key = try await server.key()
            try await Wire.open(server.port, tls: try TLSTests.client()) { wire in
                let answer = try await TestSocket.upgrade(&wire, port: server.port, adding: [("Authorization", "Bearer \(key)")])
                #expect(answer.status == 101)
                #expect(answer["strict-transport-security"] != nil)
                var socket = TestSocket(wire: wire)
                try await socket.send(#"{"type":"subscribe","topics":["alerts"]}"#)
                #expect(try await socket.nextText()["type"] == .string("snapshot"))
            }
        }
    }

    @Test func `The days until the certificate runs out are a figure`() async throws {
        let files = try CertificateFiles()
        try files.write(days: 91)
        try await TLSTests.run(files) { server in
            let answer = try await TestClient(port: server.port, tls: try TLSTests.client()).get("/metrics")
            #expect(answer.text.contains("veles_tls_certificate_days_left 90.0"))
        }
    }
}
