import Brokerage
import Desk
import JSON
import Tenancy
import Testing

@testable import Web

@Suite(.timeLimit(.minutes(2))) struct SignInTests {
    private static func form(tenant: String = "demo", email: String = TestServer.email, password: String = TestServer.password) -> String {
        #"{"tenant":"\#(tenant)","email":"\#(email)","password":"\#(password)"}"#
    }

    @Test func `Signing in gives an access token and two cookies that scripts cannot read`() async throws {
        try await TestServer.run { server in
            let answer = try await server.client.post("/api/v1/auth/login", json: SignInTests.form())
            #expect(answer.status == 200)
            #expect(try answer.json["token_type"]?.string == "Bearer")
            #expect(try answer.json["expires_in"]?.integer == 600)
            let cookies = answer.all("set-cookie")
            #expect(cookies.count == 2)
            for cookie in cookies {
                #expect(cookie.contains("; HttpOnly") && cookie.contains("; SameSite=Strict"))
                #expect(!cookie.contains("Secure"))
            }
            #expect(cookies.contains { $0.hasPrefix("veles_refresh=demo.") && $0.contains("; Path=/api/v1/auth;") })
            #expect(cookies.contains { $0.hasPrefix("veles_stream=") && $0.contains("; Path=/api/v1/stream;") })
            let token = try #require(try answer.json["access_token"]?.string)
            let me = try await server.client.get("/api/v1/me", token: token)
            #expect(try me.json["user"]?["email"]?.string == TestServer.email)
            #expect(try me.json["permissions"]?.elements?.contains(.string("edit_connections")) == true)
        }
    }

    @Test func `Behind a proxy that ends TLS the cookies are secure and say so in their names`() async throws {
        try await TestServer.run {
            $0.trustedProxies = [IPAddress("127.0.0.1")].compactMap { $0?.site }
        } _: { server in
            let answer = try await server.client.post("/api/v1/auth/login", json: SignInTests.form(), headers: [("X-Forwarded-Proto", "https")])
            for cookie in answer.all("set-cookie") { #expect(cookie.hasPrefix("__Secure-veles_") && cookie.hasSuffix("; Secure")) }
        }
    }

    @Test func `Wrong password, unknown user and unknown tenant are told in the same words`() async throws {
        try await TestServer.run { server in
            let forms = [
                SignInTests.form(password: "wrong"), SignInTests.form(email: "nobody@example.com"), SignInTests.form(tenant: "nowhere"),
                SignInTests.form(tenant: "../demo"), SignInTests.form(email: "no address"),
            ]
            for form in forms {
                let answer = try await server.client.post("/api/v1/auth/login", json: form, headers: [("X-Request-Id", "same")])
                #expect(answer.status == 401)
                #expect(try answer.json["detail"]?.string == "Tenant, email or password is wrong.")
                #expect(answer.all("set-cookie").isEmpty)
            }
        }
    }

    @Test func `After five failures the next attempt must wait, and a good password does not help until then`() async throws {
        try await TestServer.run { server in
            for _ in 0..<5 {
                #expect(try await server.client.post("/api/v1/auth/login", json: SignInTests.form(password: "wrong")).status == 401)
            }
            let refused = try await server.client.post("/api/v1/auth/login", json: SignInTests.form())
            #expect(refused.status == 429)
            #expect(refused["retry-after"] == "1")
            #expect(refused["ratelimit-limit"] == "5" && refused["ratelimit-remaining"] == "0" && refused["ratelimit-reset"] == "1")
            server.clock.advance(.seconds(1))
            #expect(try await server.client.post("/api/v1/auth/login", json: SignInTests.form()).status == 200)
        }
    }

    @Test func `A disabled user and a suspended tenant cannot sign in`() async throws {
        try await TestServer.run { server in
            let now = server.clock.now
            try TestServer.addTenant("other", in: server.directory, at: now)
            try server.directory.control.suspend(try #require(TenantSlug(rawValue: "other")), at: now)
            #expect(try await server.client.post("/api/v1/auth/login", json: SignInTests.form(tenant: "other")).status == 401)
            let hash = try Password.hash("second")
            try await server.desk().write { writer in
                let email = try #require(EmailAddress(rawValue: "two@example.com"))
                let second = try writer.insert(user: email, name: "Two", role: .analyst, passwordHash: hash, at: now)
                try writer.setDisabled(user: second, true, at: now)
            }
            let form = SignInTests.form(email: "two@example.com", password: "second")
            #expect(try await server.client.post("/api/v1/auth/login", json: form).status == 401)
        }
    }

    @Test func `Refreshing spends the cookie; spending it again later ends the whole sign-in`() async throws {
        try await TestServer.run { server in
            let first = try await server.client.post("/api/v1/auth/login", json: SignInTests.form())
            let second = try await server.client.send("POST", "/api/v1/auth/refresh", headers: [("Cookie", first.cookies)])
            #expect(second.status == 200)
            #expect(second.cookies != first.cookies)
            let token = try #require(try second.json["access_token"]?.string)
            #expect(try await server.client.get("/api/v1/me", token: token).status == 200)
            server.clock.advance(.seconds(30))
            let thief = try await server.client.send("POST", "/api/v1/auth/refresh", headers: [("Cookie", first.cookies)])
            #expect(thief.status == 401)
            #expect(thief.all("set-cookie").allSatisfy { $0.contains("Max-Age=0") })
            #expect(try await server.client.get("/api/v1/me", token: token).status == 401)
            #expect(try await server.client.send("POST", "/api/v1/auth/refresh", headers: [("Cookie", second.cookies)]).status == 401)
        }
    }

    @Test func `Two tabs that refresh at the same moment both stay signed in`() async throws {
        try await TestServer.run { server in
            let cookies = try await server.client.post("/api/v1/auth/login", json: SignInTests.form()).cookies
            let answers = try await withThrowingTaskGroup(of: TestAnswer.self) { group in
                for _ in 0..<4 { group.addTask { try await server.client.send("POST", "/api/v1/auth/refresh", headers: [("Cookie", cookies)]) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(answers.allSatisfy { $0.status == 200 })
            #expect(Set(answers.map(\.cookies)).count == 1)
        }
    }

    @Test func `Signing out ends the access token at once`() async throws {
        try await TestServer.run { server in
            let signedIn = try await server.client.post("/api/v1/auth/login", json: SignInTests.form())
            let token = try #require(try signedIn.json["access_token"]?.string)
            #expect(try await server.client.get("/api/v1/me", token: token).status == 200)
            let out = try await server.client.send("POST", "/api/v1/auth/logout", headers: [("Cookie", signedIn.cookies)])
            #expect(out.status == 204)
            #expect(try await server.client.get("/api/v1/me", token: token).status == 401)
            #expect(try await server.client.send("POST", "/api/v1/auth/refresh", headers: [("Cookie", signedIn.cookies)]).status == 401)
        }
    }

    @Test func `A person who is disabled by whatever way is out at once`() async throws {
        try await TestServer.run { server in
            let token = try await server.token()
            #expect(try await server.client.get("/api/v1/me", token: token).status == 200)
            let (now, email) = (server.clock.now, try #require(EmailAddress(rawValue: TestServer.email)))
            try await server.desk().write { writer in
                let owner = try #require(try writer.reader.user(email))
                _ = try writer.insert(
                    user: try #require(EmailAddress(rawValue: "second@example.com")), name: "Second Owner", role: .owner,
                    passwordHash: owner.passwordHash, at: now)
                try writer.setDisabled(user: owner.id, true, at: now)
            }
            #expect(try await server.client.get("/api/v1/me", token: token).status == 401)
        }
    }

    @Test func `Pages of other sites can neither sign in nor refresh nor sign out`() async throws {
        try await TestServer.run { (server) async throws in
            for path in ["/api/v1/auth/login", "/api/v1/auth/refresh", "/api/v1/auth/logout"] {
                for foreign in [
                    ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site"), ("Origin", "https://evil.example"), ("Origin", "null"),
                ] {
                    #expect(try await server.client.post(path, json: SignInTests.form(), headers: [foreign]).status == 403)
                }
            }
            let own = [("Origin", "http://127.0.0.1:\(server.port)")]
            #expect(try await server.client.post("/api/v1/auth/login", json: SignInTests.form(), headers: own).status == 200)
        }
    }

    @Test func `An API key reads with its role until it is revoked`() async throws {
        try await TestServer.run { server in
            let key = try await server.key(role: .analyst)
            let me = try await server.client.get("/api/v1/me", token: key)
            #expect(me.status == 200)
            #expect(try me.json["user"]?.isNull == true)
            let form = #"{"platform":"push","name":"P"}"#
            #expect(try await server.client.post("/api/v1/connections", json: form, token: key).status == 403)
            let now = server.clock.now
            try await server.desk().write { writer in
                for known in try writer.reader.apiKeys() { try writer.revoke(apiKey: known.id, by: .system, at: now) }
            }
            server.clock.advance(Authenticator.belief)
            #expect(try await server.client.get("/api/v1/me", token: key).status == 401)
            #expect(try await server.client.get("/api/v1/me", token: String(key.dropLast()) + "x").status == 401)
            #expect(try await server.client.get("/api/v1/me", token: "vk_00000000_x").status == 401)
        }
    }

    @Test func `Only the bearer scheme is taken, in any case`() async throws {
        try await TestServer.run { server in
            let token = try await server.token()
            #expect(try await server.client.get("/api/v1/me", token: token).status == 200)
            #expect(try await server.client.get("/api/v1/me").status == 401)
            #expect(try await server.client.get("/api/v1/me", headers: [("Authorization", "Basic abc")]).status == 401)
            #expect(try await server.client.get("/api/v1/me", headers: [("Authorization", "Bearer")]).status == 401)
            #expect(try await server.client.get("/api/v1/me", headers: [("Authorization", "bearer \(token)")]).status == 200)
        }
    }
}
