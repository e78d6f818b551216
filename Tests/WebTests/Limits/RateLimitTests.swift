import JSON
import Testing

@testable import Web

/// The limits as clients meet them.
@Suite(.timeLimit(.minutes(2))) struct RateLimitTests {
    private static func limits(_ configuration: inout WebConfiguration, _ budget: Budget, _ scope: RateScope, _ allowance: Allowance) {
        (configuration.rateLimits, configuration.rateLimits.pause) = (.none, .zero)
        configuration.rateLimits[budget, scope] = allowance
    }

    @Test func `Every answer says how much is left, and beyond the limit it is 429 and when to come again`() async throws {
        try await TestServer.run { RateLimitTests.limits(&$0, .reads, .caller, Allowance(3, in: 60)) } _: { server in
            let key = try await server.key()
            for (path, left, status) in [("/api/v1/me", "2", 200), ("/api/v1/accounts/99", "1", 404), ("/api/v1/accounts?x=1", "0", 400)] {
                let answer = try await server.client.get(path, token: key)
                #expect(answer.status == status)
                #expect(answer["ratelimit-limit"] == "3" && answer["ratelimit-remaining"] == left)
            }
            let refused = try await server.client.get("/api/v1/me", token: key)
            #expect(refused.status == 429)
            #expect(refused["retry-after"] == "20" && refused["ratelimit-reset"] == "20" && refused["ratelimit-remaining"] == "0")
            #expect(try refused.json["type"]?.string == "urn:veles:problem:rate-limited")
            #expect(try refused.json["detail"]?.string == "This sign-in or key has used up the limit of reads: 3 in 60 s. Wait 20 s.")
            // Another key of the same tenant, and another budget of the same key.
            #expect(try await server.client.get("/api/v1/me", token: try await server.key()).status == 200)
            #expect(try await server.client.post("/api/v1/connections", json: "{}", token: key).status == 400)
            server.clock.advance(.seconds(20))
            #expect(try await server.client.get("/api/v1/me", token: key).status == 200)
        }
    }

    @Test func `A tenant at its limit leaves another tenant alone`() async throws {
        try await TestServer.run { RateLimitTests.limits(&$0, .reads, .tenant, Allowance(2, in: 60)) } _: { server in
            try TestServer.addTenant("other", in: server.directory, at: server.clock.now)
            let (loud, quiet) = (try await server.key(), try await server.key(tenant: "other"))
            let statuses = try await [loud, loud, loud, quiet].asyncMap { try await server.client.get("/api/v1/me", token: $0).status }
            #expect(statuses == [200, 200, 429, 200])
        }
    }

    @Test func `An address is counted before anybody looks at what it shows`() async throws {
        try await TestServer.run { RateLimitTests.limits(&$0, .reads, .address, Allowance(2, in: 60)) } _: { server in
            for status in [401, 401, 429] { #expect(try await server.client.get("/api/v1/me", token: "vk_nonsense").status == status) }
            let upgraded = try await Wire.open(server.port) { wire in try await TestSocket.upgrade(&wire, port: server.port).status }
            #expect(upgraded == 429)
            #expect(try await server.client.get("/healthz").status == 200)
        }
    }

    @Test func `A large push costs more than a small one`() async throws {
        try await TestServer.run { RateLimitTests.limits(&$0, .ingest, .caller, Allowance(20, in: 20)) } _: { server in
            let (key, connection) = (try await server.key(), try await server.pushConnection())
            let line = #"{"type":"account","account_number":1,"group":"g","currency":"USD","leverage":100}"# + "\n"
            let body = Array(String(repeating: line, count: 32 * IngestRoutes.bytesOfRequest / line.utf8.count).utf8)
            let path = "/api/v1/ingest?connection=\(connection)"
            #expect(try await server.client.send("POST", path, token: key, body: body).status == 200)
            let refused = try await server.client.send("POST", path, token: key, body: Array(line.utf8))
            #expect(refused.status == 429 && refused["retry-after"] == "13")
        }
    }

    @Test func `A refusal is held back a moment, so that asking again at once wins nothing`() async throws {
        try await TestServer.run {
            RateLimitTests.limits(&$0, .reads, .caller, Allowance(1, in: 60))
            $0.rateLimits.pause = .milliseconds(150)
        } _: { server in
            let key = try await server.key()
            #expect(try await server.client.get("/api/v1/me", token: key).status == 200)
            let asked = ContinuousClock.now
            #expect(try await server.client.get("/api/v1/me", token: key).status == 429)
            #expect(ContinuousClock.now - asked >= .milliseconds(150))
        }
    }

    @Test func `Messages of the stream are counted too, and too many end it`() async throws {
        try await TestServer.run { RateLimitTests.limits(&$0, .reads, .caller, Allowance(3, in: 60)) } _: { server in
            let code = try await TestSocket.open(server.port, token: try await server.key()) { socket in
                for _ in 0..<4 { try await socket.send(#"{"type":"subscribe","topics":["alerts"]}"#) }
                while true {
                    if let code = try await socket.next().closeCode { return code }
                }
            }
            #expect(code == 1008)
        }
    }

    @Test func `Refusals are figures`() async throws {
        try await TestServer.run { RateLimitTests.limits(&$0, .reads, .caller, Allowance(1, in: 60)) } _: { server in
            let key = try await server.key()
            for _ in 0..<3 { _ = try await server.client.get("/api/v1/me", token: key) }
            let text = try await server.client.get("/metrics").text
            #expect(text.contains(#"veles_http_refused_total{budget="reads",scope="caller"} 2"#))
        }
    }
}

extension Sequence where Element: Sendable {
    /// One after the other.
    fileprivate func asyncMap<T>(_ transform: (Element) async throws -> T) async rethrows -> [T] {
        var results: [T] = []
        for element in self { results.append(try await transform(element)) }
        return results
    }
}
