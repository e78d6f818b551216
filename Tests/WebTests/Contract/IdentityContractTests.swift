import JSON
import Tenancy
import Testing

@testable import Web

/// Answers about people, programs and sign-ins, held against the contract.
@Suite(.timeLimit(.minutes(2))) struct IdentityContractTests {
    private static let base = "/api/v1"

    /// Sends a request, and holds its answer against the contract. - Returns: the answer.
    @discardableResult
    private static func walk(
        _ server: TestServer, _ method: String, _ pattern: String, _ status: Int, path: String? = nil, body: String? = nil, token: String? = nil
    ) async throws -> TestAnswer {
        let answer = try await server.client.send(method, base + (path ?? pattern), token: token, json: body)
        #expect(answer.status == status, "\(method) \(path ?? pattern): \(answer.text.prefix(300))")
        let faults = try Contract.shared.get().faults(
            method, base + pattern, status: answer.status, type: answer["content-type"], body: answer.body)
        #expect(faults == [])
        return answer
    }

    private static let password = #"{"password":"\#(TestServer.password)"}"#

    @Test func `Answers about one's own sign-in are what the contract says`() async throws {
        try await TestServer.run { server in
            let token = try await server.token()
            try await Self.walk(server, "GET", "/me", 200, token: token)
            try await Self.walk(server, "GET", "/me/sessions", 200, token: token)
            try await Self.walk(server, "DELETE", "/me/sessions", 204, token: token)
            try await Self.walk(server, "DELETE", "/me/sessions/{id}", 404, path: "/me/sessions/99", token: token)
            try await Self.walk(server, "GET", "/auth/otp", 200, token: token)
            let prepared = try await Self.walk(server, "POST", "/auth/otp", 200, body: Self.password, token: token)
            let app = try TestAuthenticator(try #require(try prepared.json["secret"]?.string))
            try await Self.walk(server, "PUT", "/auth/otp", 400, body: #"{"code":"000000x"}"#, token: token)
            try await Self.walk(server, "PUT", "/auth/otp", 200, body: #"{"code":"\#(app.code(at: server.clock.now))"}"#, token: token)
            try await Self.walk(server, "GET", "/auth/otp", 200, token: token)
            try await Self.walk(server, "POST", "/auth/otp/recovery-codes", 200, body: Self.password, token: token)
            let login = #"{"tenant":"demo","email":"\#(TestServer.email)","password":"\#(TestServer.password)"}"#
            try await Self.walk(server, "POST", "/auth/login", 401, body: login)
            try await Self.walk(server, "DELETE", "/auth/otp", 204, body: Self.password, token: token)
            try await Self.walk(server, "POST", "/auth/password", 400, body: "{}", token: token)
            let change = #"{"current_password":"\#(TestServer.password)","new_password":"vellum orbit kettle"}"#
            try await Self.walk(server, "POST", "/auth/password", 204, body: change, token: token)
            try await Self.walk(server, "GET", "/me/sessions", 401)
            try await Self.walk(server, "GET", "/auth/otp", 403, token: try await server.key())
        }
    }

    @Test func `Answers about people are what the contract says`() async throws {
        try await TestServer.run { server in
            let token = try await server.token()
            let form = #"{"email":"new@example.com","name":"Nina","role":"dealer"}"#
            let invited = try await Self.walk(server, "POST", "/users", 201, body: form, token: token)
            try await Self.walk(server, "POST", "/users", 409, body: form, token: token)
            try await Self.walk(server, "POST", "/users", 400, body: "{}", token: token)
            try await Self.walk(server, "GET", "/users", 200, token: token)
            try await Self.walk(server, "GET", "/users/{id}", 200, path: "/users/2", token: token)
            try await Self.walk(server, "GET", "/users/{id}", 404, path: "/users/99", token: token)
            try await Self.walk(server, "PATCH", "/users/{id}", 200, path: "/users/2", body: #"{"name":"N"}"#, token: token)
            try await Self.walk(server, "PATCH", "/users/{id}", 409, path: "/users/1", body: #"{"disabled":true}"#, token: token)
            let link = try #require(try invited.json["link"]?.string?.split(separator: "#").last)
            try await Self.walk(server, "POST", "/auth/links/check", 200, body: #"{"token":"\#(link)"}"#)
            try await Self.walk(server, "POST", "/auth/links/check", 404, body: #"{"token":"demo.x"}"#)
            try await Self.walk(server, "POST", "/auth/links/accept", 204, body: #"{"token":"\#(link)","password":"vellum orbit kettle"}"#)
            try await Self.walk(server, "POST", "/users/{id}/link", 200, path: "/users/2/link", body: "{}", token: token)
            try await Self.walk(server, "POST", "/users/{id}/reset-otp", 204, path: "/users/2/reset-otp", token: token)
            try await Self.walk(server, "GET", "/users/{id}/sessions", 200, path: "/users/2/sessions", token: token)
            try await Self.walk(server, "DELETE", "/users/{id}/sessions", 204, path: "/users/2/sessions", token: token)
            try await Self.walk(server, "DELETE", "/users/{id}", 409, path: "/users/2", token: token)
        }
    }

    @Test func `Answers about programs are what the contract says`() async throws {
        try await TestServer.run { server in
            let token = try await server.token()
            let form = #"{"name":"Agent","scopes":["read","ingest"],"allowed_addresses":["10.0.0.0/8"]}"#
            try await Self.walk(server, "POST", "/api-keys", 201, body: form, token: token)
            try await Self.walk(server, "POST", "/api-keys", 400, body: "{}", token: token)
            try await Self.walk(server, "GET", "/api-keys", 200, token: token)
            try await Self.walk(server, "DELETE", "/api-keys/{id}", 204, path: "/api-keys/1", token: token)
            try await Self.walk(server, "DELETE", "/api-keys/{id}", 404, path: "/api-keys/1", token: token)
        }
    }

    @Test func `Answers about the first run are what the contract says`() async throws {
        try await TestServer.run(hasTenant: false) { server in
            try await Self.walk(server, "GET", "/setup", 200)
            let token = try server.directory.makeSetupToken(at: server.clock.now)
            func form(_ token: String) -> String {
                #"{"token":"\#(token)","email":"o@example.com","password":"vellum orbit kettle","company":"Acme","time_zone":"UTC"}"#
            }
            try await Self.walk(server, "POST", "/setup", 403, body: form("x"))
            try await Self.walk(server, "POST", "/setup", 400, body: "{}")
            try await Self.walk(server, "POST", "/setup", 201, body: form(token))
        }
    }
}
