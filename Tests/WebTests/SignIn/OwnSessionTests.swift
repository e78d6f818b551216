import Brokerage
import JSON
import Tenancy
import Testing

@testable import Web

@Suite(.timeLimit(.minutes(2))) struct OwnSessionTests {
    @Test func `A person sees where they are signed in, and which of it is here`() async throws {
        try await TestServer.run { server in
            let token = try await server.token()
            server.clock.advance(.seconds(1))
            _ = try await server.token()
            let items = try #require(try await server.client.get("/api/v1/me/sessions", token: token).json["items"]?.elements)
            #expect(items.count == 2)
            #expect(items.map { $0["current"]?.bool } == [false, true])
            #expect(items.allSatisfy { $0["address"]?.string == "127.0.0.1" })
        }
    }

    @Test func `Ending one sign-in ends its tokens, its refreshes and its stream at once, and leaves the others`() async throws {
        try await TestServer.run { server in
            let here = try await server.token()
            server.clock.advance(.seconds(1))
            let form = #"{"tenant":"demo","email":"\#(TestServer.email)","password":"\#(TestServer.password)"}"#
            let elsewhere = try await server.client.post("/api/v1/auth/login", json: form)
            let token = try #require(try elsewhere.json["access_token"]?.string)
            #expect(try await server.client.get("/api/v1/me", token: token).status == 200)
            let items = try #require(try await server.client.get("/api/v1/me/sessions", token: here).json["items"]?.elements)
            let id = try #require(items.first { $0["current"]?.bool == false }?["id"]?.integer)
            try await TestSocket.open(server.port, token: token) { socket async throws in
                #expect(try await server.client.send("DELETE", "/api/v1/me/sessions/\(id)", token: here).status == 204)
                #expect(try await socket.closeCode() == 4401)
            }
            #expect(try await server.client.get("/api/v1/me", token: token).status == 401)
            #expect(try await server.client.send("POST", "/api/v1/auth/refresh", headers: [("Cookie", elsewhere.cookies)]).status == 401)
            #expect(try await server.client.get("/api/v1/me", token: here).status == 200)
            #expect(try await server.client.send("DELETE", "/api/v1/me/sessions/\(id)", token: here).status == 404)
        }
    }

    @Test func `A session that was refreshed meanwhile is still ended by the number it was listed with`() async throws {
        try await TestServer.run { server in
            let here = try await server.token()
            let form = #"{"tenant":"demo","email":"\#(TestServer.email)","password":"\#(TestServer.password)"}"#
            let elsewhere = try await server.client.post("/api/v1/auth/login", json: form)
            let items = try #require(try await server.client.get("/api/v1/me/sessions", token: here).json["items"]?.elements)
            let id = try #require(items.first { $0["current"]?.bool == false }?["id"]?.integer)
            let refreshed = try await server.client.send("POST", "/api/v1/auth/refresh", headers: [("Cookie", elsewhere.cookies)])
            #expect(try await server.client.send("DELETE", "/api/v1/me/sessions/\(id)", token: here).status == 204)
            #expect(try await server.client.get("/api/v1/me", token: try #require(try refreshed.json["access_token"]?.string)).status == 401)
        }
    }

    @Test func `Another person's sessions are as unknown as those that never were`() async throws {
        try await TestServer.run { server in
            let (owner, dealer) = (try await server.token(), try await server.person("dealer@example.com", role: .dealer))
            let items = try #require(try await server.client.get("/api/v1/me/sessions", token: owner).json["items"]?.elements)
            let id = try #require(items.first?["id"]?.integer)
            for number in [id, 9999] {
                let answer = try await server.client.send("DELETE", "/api/v1/me/sessions/\(number)", token: dealer)
                #expect(answer.status == 404)
                #expect(try answer.json["detail"]?.string == "There is no such session.")
            }
            #expect(try await server.client.get("/api/v1/me", token: owner).status == 200)
        }
    }

    @Test func `Ending all others leaves the one that asks`() async throws {
        try await TestServer.run { server in
            let (here, first, second) = (try await server.token(), try await server.token(), try await server.token())
            #expect(try await server.client.send("DELETE", "/api/v1/me/sessions", token: here).status == 204)
            #expect(try await server.client.get("/api/v1/me", token: here).status == 200)
            for token in [first, second] { #expect(try await server.client.get("/api/v1/me", token: token).status == 401) }
        }
    }

    @Test func `A new password takes the old one, and ends the other sign-ins`() async throws {
        try await TestServer.run { server in
            let (here, other) = (try await server.token(), try await server.token())
            func change(_ current: String, _ new: String) async throws -> TestAnswer {
                try await server.client.post(
                    "/api/v1/auth/password", json: #"{"current_password":"\#(current)","new_password":"\#(new)"}"#, token: here)
            }
            let wrong = try await change("not mine", "vellum orbit kettle")
            #expect(wrong.status == 400)
            #expect(try wrong.json["errors"]?.elements?.first?["field"]?.string == "current_password")
            let weak = try await change(TestServer.password, "Password2026!")
            #expect(weak.status == 400)
            #expect(try weak.json["errors"]?.elements?.first?["field"]?.string == "new_password")
            #expect(try await server.client.get("/api/v1/me", token: other).status == 200)
            #expect(try await change(TestServer.password, "vellum orbit kettle").status == 204)
            #expect(try await server.client.get("/api/v1/me", token: here).status == 200)
            #expect(try await server.client.get("/api/v1/me", token: other).status == 401)
            let form = #"{"tenant":"demo","email":"\#(TestServer.email)","password":"vellum orbit kettle"}"#
            #expect(try await server.client.post("/api/v1/auth/login", json: form).status == 200)
        }
    }

    @Test func `A program has no password, no second factor and no sign-ins`() async throws {
        try await TestServer.run { server in
            let key = try await server.key()
            let requests: [(String, String, String?)] = [
                ("POST", "/auth/password", #"{"current_password":"a","new_password":"b"}"#), ("GET", "/auth/otp", nil),
                ("POST", "/auth/otp", #"{"password":"a"}"#), ("GET", "/me/sessions", nil), ("DELETE", "/me/sessions", nil),
                ("DELETE", "/me/sessions/1", nil),
            ]
            for (method, path, body) in requests {
                let answer = try await server.client.send(method, "/api/v1" + path, token: key, json: body)
                #expect(answer.status == 403)
                #expect(try answer.json["type"]?.string == "urn:veles:problem:people-only")
            }
        }
    }
}
