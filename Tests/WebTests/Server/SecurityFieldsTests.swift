import Foundation
import HTTPTypes
import JSON
import Logging
import NIOCore
import Testing

@testable import Web

/// Every answer keeps browsers careful: of every route, of files, of errors, and of what no route ever sees.
@Suite(.timeLimit(.minutes(2))) struct SecurityFieldsTests {
    private static let expected = [
        "x-content-type-options": "nosniff", "referrer-policy": "same-origin", "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
    ]

    private static func expectCareful(_ answer: TestAnswer, _ what: String) {
        for (name, value) in expected { #expect(answer.all(name) == [value], "\(what): \(name)") }
        #expect(answer["permissions-policy"]?.contains("camera=()") == true, "\(what)")
        let policy = answer["content-security-policy"] ?? ""
        #expect(policy.hasPrefix("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "\(what): \(policy)")
        #expect(!policy.contains("unsafe"), "\(what)")
        #expect(answer["x-request-id"]?.isEmpty == false, "\(what)")
        #expect(answer["server"] == nil, "\(what)")
    }

    @Test func `Every route, with nothing to show and with an owner's key`() async throws {
        try await TestServer.run { $0.rateLimits = .none } _: { server in
            let parts = try WebParts(
                configuration: WebConfiguration(assets: "/nonexistent"), desks: server.desks, clock: server.clock.web, logger: .init(label: "test"))
            let key = try await server.key()
            for route in parts.gateway.routes {
                let path = route.pattern.replacing("{id}", with: "1")
                for token in [nil, key] {
                    SecurityFieldsTests.expectCareful(
                        try await server.client.send(route.method.rawValue, path, token: token), "\(route.method.rawValue) \(path)")
                }
            }
            for threads in [parts.passwords, parts.files] { try await threads.stop() }
        }
    }

    @Test func `Files, what is not there, wrong verbs, and redirects`() async throws {
        let assets = FileManager.default.temporaryDirectory.path + "/veles-fields-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: assets) }
        for folder in ["site", "dashboard"] {
            try FileManager.default.createDirectory(atPath: "\(assets)/\(folder)", withIntermediateDirectories: true)
            try Data("<p>".utf8).write(to: URL(fileURLWithPath: "\(assets)/\(folder)/index.html"))
        }
        try await TestServer.run(assets: assets) { server in
            for path in ["/", "/dashboard/", "/dashboard/accounts/7", "/dashboard", "/nowhere", "/api/v1/nothing", "/api/v1/openapi.json"] {
                SecurityFieldsTests.expectCareful(try await server.client.get(path), path)
            }
            for (verb, path) in [("DELETE", "/healthz"), ("POST", "/"), ("HEAD", "/"), ("OPTIONS", "/api/v1/me"), ("TRACE", "/")] {
                SecurityFieldsTests.expectCareful(try await server.client.send(verb, path), "\(verb) \(path)")
            }
            let known = try await server.client.get("/")
            let unchanged = try await server.client.get("/", headers: [("If-None-Match", known["etag"] ?? "")])
            #expect(unchanged.status == 304)
            SecurityFieldsTests.expectCareful(unchanged, "304")
        }
    }

    @Test func `What is refused before any route, and what is upgraded`() async throws {
        try await TestServer.run {
            $0.rateLimits[.reads, .caller] = Allowance(1, in: 60)
            $0.rateLimits.pause = .zero
        } _: { server in
            let fine = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
            let long = "GET / HTTP/1.1\r\nHost: x\r\nX: \(String(repeating: "a", count: 100_000))\r\n\r\n"
            for (what, bytes, skipped, status) in [
                ("garbage", "nonsense\r\n\r\n", 0, 400), ("a long field", long, 0, 431), ("no host", "GET / HTTP/1.1\r\n\r\n", 0, 400),
                ("garbage behind a request", fine + "nonsense\r\n\r\n", 1, 400), ("a long field behind a request", fine + long, 1, 431),
            ] {
                let answer = try await Wire.open(server.port) { wire in
                    try await wire.send(bytes)
                    for _ in 0..<skipped { #expect(try await wire.answer().status == 200) }
                    return try await wire.answer()
                }
                #expect(answer.status == status, "\(what)")
                SecurityFieldsTests.expectCareful(answer, what)
            }
            let key = try await server.key()
            for status in [200, 429] {
                let answer = try await server.client.get("/api/v1/me", token: key)
                #expect(answer.status == status)
                SecurityFieldsTests.expectCareful(answer, "\(status)")
            }
            try await Wire.open(server.port) { wire in
                let other = try await server.key()
                let answer = try await TestSocket.upgrade(&wire, port: server.port, adding: [("Authorization", "Bearer \(other)")])
                #expect(answer.status == 101)
                SecurityFieldsTests.expectCareful(answer, "101")
            }
        }
    }

    @Test func `A write without a bearer token is refused to pages of other sites, on every route`() async throws {
        try await TestServer.run { $0.rateLimits = .none } _: { server in
            let parts = try WebParts(
                configuration: WebConfiguration(assets: "/nonexistent"), desks: server.desks, clock: server.clock.web, logger: .init(label: "test"))
            let open = parts.gateway.routes.filter { $0.access == .open && $0.method != .get }
            #expect(!open.isEmpty)
            for route in open {
                for foreign in [("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site"), ("Origin", "https://evil.example"), ("Origin", "null")] {
                    let path = route.pattern.replacing("{id}", with: "1")
                    let answer = try await server.client.send(route.method.rawValue, path, headers: [foreign])
                    #expect(answer.status == 403, "\(path) \(foreign)")
                    #expect(try answer.json["type"]?.string == "urn:veles:problem:foreign-origin")
                }
            }
            for threads in [parts.passwords, parts.files] { try await threads.stop() }
        }
    }
}
