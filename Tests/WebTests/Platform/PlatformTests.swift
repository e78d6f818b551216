import Brokerage
import JSON
import Tenancy
import Testing

@testable import Web

@Suite(.timeLimit(.minutes(2))) struct PlatformTests {
    private static let tenants = "/api/v1/platform/tenants"
    private static let license = "/api/v1/platform/license"

    private static func operatorKey(_ server: TestServer) throws -> String {
        try server.directory.control.createOperatorKey(name: "test", by: "root", at: server.clock.now).token
    }

    private static let new =
        #"{"slug":"second","name":"Second","plan":"starter","owner":"owner@second.example","password":"a password of some length"}"#

    @Test func `Tenants are made, changed and deleted, each answer as the contract says`() async throws {
        let contract = try Contract.shared.get()
        try await TestServer.run { server in
            let token = try Self.operatorKey(server)
            let one = Self.tenants + "/{slug}"
            let second = Self.tenants + "/second"
            let steps: [(method: String, pattern: String, path: String, status: Int, body: String?)] = [
                ("GET", Self.tenants, Self.tenants, 200, nil), ("POST", Self.tenants, Self.tenants, 201, Self.new),
                ("POST", Self.tenants, Self.tenants, 409, Self.new), ("POST", Self.tenants, Self.tenants, 400, "{}"),
                ("POST", Self.tenants, Self.tenants, 400, Self.new.replacing("second\",\"name", with: "Not A Slug\",\"name")),
                ("GET", one, second, 200, nil), ("GET", one, Self.tenants + "/third", 404, nil), ("GET", one, Self.tenants + "/..%2Fetc", 404, nil),
                ("PATCH", one, second, 200, #"{"plan":"professional","name":"2"}"#), ("PATCH", one, second, 400, #"{"plan":"golden"}"#),
                ("PATCH", one, second, 200, #"{"status":"suspended"}"#), ("PATCH", one, second, 200, #"{"status":"active"}"#),
                ("PATCH", one, Self.tenants + "/third", 404, #"{"plan":"starter"}"#), ("DELETE", one, second, 204, nil),
                ("DELETE", one, second, 404, nil), ("GET", Self.license, Self.license, 200, nil),
                ("PUT", Self.license, Self.license, 400, #"{"license":"forged"}"#), ("PUT", Self.license, Self.license, 400, "{}"),
            ]
            for step in steps {
                let headers = step.body == nil ? [] : [("Content-Type", "application/json")]
                let answer = try await server.client.send(
                    step.method, step.path, token: token, headers: headers, body: step.body.map { Array($0.utf8) })
                #expect(answer.status == step.status, "\(step.method) \(step.path): \(answer.text.prefix(300))")
                let faults = try contract.faults(
                    step.method, step.pattern, status: answer.status, type: answer["content-type"], body: answer.body)
                #expect(faults == [])
            }
        }
    }

    @Test func `A tenant made there can be entered, and what the operator does counts at once`() async throws {
        try await TestServer.run { server in
            let token = try Self.operatorKey(server)
            #expect(try await server.client.post(Self.tenants, json: Self.new, token: token).status == 201)
            let signIn = #"{"tenant":"second","email":"owner@second.example","password":"a password of some length"}"#
            let owner = try #require(try await server.client.post("/api/v1/auth/login", json: signIn).json["access_token"]?.string)
            #expect(try await server.client.send("GET", "/api/v1/tenant", token: owner).status == 200)
            _ = try await server.client.send(
                "PATCH", Self.tenants + "/second", token: token, headers: [("Content-Type", "application/json")],
                body: Array(#"{"status":"suspended"}"#.utf8))
            #expect(try await server.client.send("GET", "/api/v1/tenant", token: owner).status == 401)
            #expect(try await server.client.post("/api/v1/auth/login", json: signIn).status == 401)
        }
    }

    @Test func `Nothing but an operator's key in use opens it, and that opens no tenant`() async throws {
        try await TestServer.run { server in
            let (key, token) = try server.directory.control.createOperatorKey(name: "test", by: "root", at: server.clock.now)
            let strangers = [nil, "", "vo_00000000_x", try await server.token(), try await server.key(), token + "x"]
            let paths = [("GET", Self.tenants), ("GET", Self.tenants + "/demo"), ("DELETE", Self.tenants + "/demo"), ("GET", Self.license)]
            for stranger in strangers {
                for (method, path) in paths { #expect(try await server.client.send(method, path, token: stranger).status == 401) }
                #expect(try await server.client.post(Self.tenants, json: Self.new, token: stranger).status == 401)
            }
            for path in ["/api/v1/tenant", "/api/v1/accounts", "/api/v1/me", "/api/v1/connections"] {
                #expect(try await server.client.send("GET", path, token: token).status == 401)
            }
            try server.directory.control.revoke(operatorKey: key.id, at: server.clock.now)
            #expect(try await server.client.send("GET", Self.tenants, token: token).status == 401)
        }
    }
}
