import Brokerage
import JSON
import Tenancy
import Testing

@testable import Web

@Suite(.timeLimit(.minutes(2))) struct PeopleTests {
    private static func invite(
        _ server: TestServer, _ token: String, _ email: String = "new@example.com", role: String = "dealer"
    ) async throws -> TestAnswer {
        try await server.client.post("/api/v1/users", json: #"{"email":"\#(email)","name":"Nina","role":"\#(role)"}"#, token: token)
    }

    /// The token behind `#` in a link.
    private static func secret(_ answer: TestAnswer) throws -> String {
        let link = try #require(try answer.json["link"]?.string)
        return String(try #require(link.split(separator: "#").last))
    }

    private static func accept(_ server: TestServer, _ token: String, password: String = "vellum orbit kettle") async throws -> TestAnswer {
        try await server.client.post("/api/v1/auth/links/accept", json: #"{"token":"\#(token)","password":"\#(password)"}"#)
    }

    private static func signIn(_ server: TestServer, _ email: String, password: String = "vellum orbit kettle") async throws -> TestAnswer {
        try await server.client.post("/api/v1/auth/login", json: #"{"tenant":"demo","email":"\#(email)","password":"\#(password)"}"#)
    }

    @Test func `An invitation leads by its link to a sign-in, once`() async throws {
        try await TestServer.run { server in
            let owner = try await server.token()
            let invited = try await Self.invite(server, owner)
            #expect(invited.status == 201)
            #expect(try invited.json["link"]?.string?.hasPrefix("http://127.0.0.1:\(server.port)/dashboard/welcome#demo.") == true)
            #expect(try invited.json["invited"]?.bool == true)
            let token = try Self.secret(invited)
            let check = try await server.client.post("/api/v1/auth/links/check", json: #"{"token":"\#(token)"}"#)
            #expect(try check.json["kind"]?.string == "invitation")
            #expect(try check.json["email"]?.string == "new@example.com")
            #expect(try await Self.signIn(server, "new@example.com").status == 401)
            let weak = try await Self.accept(server, token, password: "Nina new@example 1")
            #expect(weak.status == 400)
            #expect(try weak.json["errors"]?.elements?.first?["field"]?.string == "password")
            #expect(try await Self.accept(server, token).status == 204)
            #expect(try await Self.accept(server, token).status == 404)
            #expect(try await Self.signIn(server, "new@example.com").status == 200)
        }
    }

    @Test func `A reset link ends the sign-ins when it is used, and leaves the second factor on`() async throws {
        try await TestServer.run { server in
            let (owner, dealer) = (try await server.token(), try await server.person("dealer@example.com", role: .dealer))
            _ = try await TestAuthenticator.enable(server, dealer)
            let link = try await server.client.post("/api/v1/users/2/link", json: "{}", token: owner)
            #expect(try await server.client.get("/api/v1/me", token: dealer).status == 200)
            #expect(try await Self.accept(server, Self.secret(link)).status == 204)
            #expect(try await server.client.get("/api/v1/me", token: dealer).status == 401)
            #expect(try await Self.signIn(server, "dealer@example.com").json["type"]?.string == "urn:veles:problem:otp-required")
            #expect(try await server.client.send("POST", "/api/v1/users/2/reset-otp", token: owner).status == 204)
            #expect(try await Self.signIn(server, "dealer@example.com").status == 200)
        }
    }

    @Test(arguments: ["", "demo", "demo.", "demo.x", "nowhere.x", "../demo.x", "other.x"])
    func `Links that are not good are refused in the same words, whatever is wrong`(_ token: String) async throws {
        try await TestServer.run { server in
            for path in ["check", "accept"] {
                let password = path == "accept" ? #","password":"vellum orbit kettle""# : ""
                let answer = try await server.client.post("/api/v1/auth/links/\(path)", json: #"{"token":"\#(token)"\#(password)}"#)
                #expect(answer.status == (token.isEmpty ? 400 : 404))
                if !token.isEmpty { #expect(try answer.json["type"]?.string == "urn:veles:problem:link-refused") }
            }
        }
    }

    @Test func `A changed role counts at once, and a disabled person is out at once with the stream`() async throws {
        try await TestServer.run { server in
            let (owner, person) = (try await server.token(), try await server.person("p@example.com", role: .riskManager))
            let connection = #"{"platform":"push","name":"P"}"#
            #expect(try await server.client.post("/api/v1/connections", json: connection, token: person).status == 201)
            try await TestSocket.open(server.port, token: person) { socket async throws in
                #expect(try await server.client.patch("/api/v1/users/2", json: #"{"role":"analyst"}"#, token: owner).status == 200)
                #expect(try await server.client.post("/api/v1/connections", json: connection, token: person).status == 403)
                #expect(try await server.client.get("/api/v1/me", token: person).json["user"]?["role"]?.string == "analyst")
                #expect(try await server.client.patch("/api/v1/users/2", json: #"{"disabled":true}"#, token: owner).status == 200)
                #expect(try await socket.closeCode() == 4401)
            }
            #expect(try await server.client.get("/api/v1/me", token: person).status == 401)
            #expect(try await Self.signIn(server, "p@example.com", password: TestServer.password).status == 401)
        }
    }

    @Test func `The last owner stays one, and nobody rises above themselves`() async throws {
        try await TestServer.run { server in
            let owner = try await server.token()
            for change in [#"{"disabled":true}"#, #"{"role":"dealer"}"#] {
                #expect(try await server.client.patch("/api/v1/users/1", json: change, token: owner).status == 409)
            }
            let helper = try await server.key(scopes: [.read, .manageUsers])
            #expect(try await Self.invite(server, helper, role: "owner").status == 403)
            #expect(try await Self.invite(server, helper, role: "analyst").status == 201)
            #expect(try await server.client.patch("/api/v1/users/2", json: #"{"role":"risk_manager"}"#, token: helper).status == 403)
            for (method, path) in [("POST", "/link"), ("POST", "/reset-otp"), ("DELETE", "/sessions"), ("DELETE", "")] {
                #expect(try await server.client.send(method, "/api/v1/users/1\(path)", token: helper).status == 403)
            }
            #expect(try await server.client.get("/api/v1/me", token: owner).status == 200)
        }
    }

    @Test func `Only an open invitation can be taken back, and its link goes with it`() async throws {
        try await TestServer.run { server in
            let owner = try await server.token()
            let token = try Self.secret(try await Self.invite(server, owner))
            #expect(try await server.client.delete("/api/v1/users/2", token: owner).status == 204)
            #expect(try await Self.accept(server, token).status == 404)
            #expect(try await server.client.get("/api/v1/users/2", token: owner).status == 404)
            #expect(try await server.client.delete("/api/v1/users/1", token: owner).status == 409)
        }
    }

    @Test func `Owners see and end where others are signed in`() async throws {
        try await TestServer.run { server in
            let (owner, dealer) = (try await server.token(), try await server.person("dealer@example.com", role: .dealer))
            let items = try await server.client.get("/api/v1/users/2/sessions", token: owner).json["items"]?.elements
            #expect(items?.map { $0["current"]?.bool } == [false])
            #expect(try await server.client.delete("/api/v1/users/2/sessions", token: owner).status == 204)
            #expect(try await server.client.get("/api/v1/me", token: dealer).status == 401)
            #expect(try await server.client.get("/api/v1/users/9/sessions", token: owner).status == 404)
        }
    }

    @Test(arguments: [
        "{}", #"{"email":"x","role":"dealer"}"#, #"{"email":"a@b.c","role":"god"}"#, #"{"email":"a@b.c","role":"dealer","password":"x"}"#,
        #"{"email":"a@b.c","role":7}"#, #"{"email":["a@b.c"],"role":"dealer"}"#, "[]", "null", "", #"{"email":"a@b.c\u0000","role":"dealer"}"#,
    ])
    func `An invitation that is not well formed is refused`(_ form: String) async throws {
        try await TestServer.run { server async throws in
            #expect(try await server.client.post("/api/v1/users", json: form, token: try await server.token()).status == 400)
        }
    }
}
