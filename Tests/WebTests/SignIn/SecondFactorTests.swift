import Brokerage
import JSON
import Tenancy
import Testing

@testable import Web

@Suite(.timeLimit(.minutes(2))) struct SecondFactorTests {
    private static let password = #"{"password":"\#(TestServer.password)"}"#

    private static func signIn(_ server: TestServer, otp: String?, password: String = TestServer.password) async throws -> TestAnswer {
        let code = otp.map { #","otp":"\#($0)""# } ?? ""
        return try await server.client.post(
            "/api/v1/auth/login", json: #"{"tenant":"demo","email":"\#(TestServer.email)","password":"\#(password)"\#(code)}"#)
    }

    @Test func `With a second factor the password alone opens nothing, and only who knows it hears of the code`() async throws {
        try await TestServer.run { server in
            let (app, _) = try await TestAuthenticator.enable(server, try await server.token())
            server.clock.advance(.seconds(60))
            let missing = try await Self.signIn(server, otp: nil)
            #expect(missing.status == 401)
            #expect(try missing.json["type"]?.string == "urn:veles:problem:otp-required")
            #expect(missing.all("set-cookie").isEmpty)
            let guess = try await Self.signIn(server, otp: app.code(at: server.clock.now), password: "a wrong password")
            #expect(try guess.json["type"]?.string == "urn:veles:problem:sign-in-refused")
            #expect(try await Self.signIn(server, otp: "000000").status == 401)
            #expect(try await Self.signIn(server, otp: app.code(at: server.clock.now)).status == 200)
            #expect(try await Self.signIn(server, otp: app.code(at: server.clock.now)).status == 401)
        }
    }

    @Test func `Guessing codes with the right password is slowed down as guessing passwords is`() async throws {
        try await TestServer.run { server in
            let (app, _) = try await TestAuthenticator.enable(server, try await server.token())
            for _ in 0..<5 { #expect(try await Self.signIn(server, otp: "000000").status == 401) }
            #expect(try await Self.signIn(server, otp: app.code(at: server.clock.now + .seconds(30))).status == 429)
        }
    }

    @Test func `A recovery code lets in once, and new ones take the place of the old`() async throws {
        try await TestServer.run { server in
            let token = try await server.token()
            let (_, codes) = try await TestAuthenticator.enable(server, token)
            #expect(try await Self.signIn(server, otp: codes[0].lowercased()).status == 200)
            #expect(try await Self.signIn(server, otp: codes[0]).status == 401)
            #expect(try await server.client.get("/api/v1/auth/otp", token: token).json["recovery_codes_left"]?.integer == 9)
            let renewed = try await server.client.post("/api/v1/auth/otp/recovery-codes", json: Self.password, token: token)
            #expect(renewed.status == 200)
            #expect(try await Self.signIn(server, otp: codes[1]).status == 401)
            let fresh = try #require(try renewed.json["recovery_codes"]?.elements?.first?.string)
            #expect(try await Self.signIn(server, otp: fresh).status == 200)
        }
    }

    @Test func `Turning it on and off takes the password, each time`() async throws {
        try await TestServer.run { server in
            let token = try await server.token()
            let wrong = #"{"password":"not my password"}"#
            let refused = try await server.client.post("/api/v1/auth/otp", json: wrong, token: token)
            #expect(refused.status == 400)
            #expect(try refused.json["errors"]?.elements?.first?["field"]?.string == "password")
            #expect(try await server.client.put("/api/v1/auth/otp", json: #"{"code":"123456"}"#, token: token).status == 409)
            _ = try await TestAuthenticator.enable(server, token)
            #expect(try await server.client.get("/api/v1/me", token: token).json["user"]?["otp_enabled"]?.bool == true)
            #expect(try await server.client.post("/api/v1/auth/otp", json: Self.password, token: token).status == 409)
            #expect(try await server.client.delete("/api/v1/auth/otp", json: wrong, token: token).status == 400)
            #expect(try await server.client.delete("/api/v1/auth/otp", json: Self.password, token: token).status == 204)
            #expect(try await Self.signIn(server, otp: nil).status == 200)
        }
    }

    @Test func `At an unlocked screen the password cannot be guessed any faster than at the door`() async throws {
        try await TestServer.run { server in
            let token = try await server.token()
            for _ in 0..<5 { #expect(try await server.client.post("/api/v1/auth/otp", json: #"{"password":"a guess"}"#, token: token).status == 400) }
            #expect(try await server.client.post("/api/v1/auth/otp", json: Self.password, token: token).status == 429)
        }
    }
}
