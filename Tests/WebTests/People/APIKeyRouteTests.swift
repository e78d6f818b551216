import Brokerage
import JSON
import Tenancy
import Testing

@testable import Web

@Suite(.timeLimit(.minutes(2))) struct APIKeyRouteTests {
    private static func make(_ server: TestServer, _ token: String, _ more: String = "", scopes: String = #"["read"]"#) async throws -> TestAnswer {
        try await server.client.post("/api/v1/api-keys", json: #"{"name":"Agent","scopes":\#(scopes)\#(more)}"#, token: token)
    }

    private static func text(_ answer: TestAnswer) throws -> String { try #require(try answer.json["token"]?.string) }

    @Test func `A key does what its scopes say and nothing else, and is shown once`() async throws {
        try await TestServer.run { server in
            let owner = try await server.token()
            let made = try await Self.make(server, owner)
            #expect(made.status == 201)
            let key = try Self.text(made)
            #expect(try await server.client.get("/api/v1/overview", token: key).status == 200)
            #expect(try await server.client.post("/api/v1/connections", json: #"{"platform":"push","name":"P"}"#, token: key).status == 403)
            #expect(try await server.client.get("/api/v1/users", token: key).status == 403)
            let listed = try await server.client.get("/api/v1/api-keys", token: owner)
            #expect(!listed.text.contains(key))
            let item = try #require(try listed.json["items"]?.elements?.first)
            #expect(item["created_by"]?.string == TestServer.email)
            #expect(item["last_used_address"]?.string == "127.0.0.1")
            #expect(item["scopes"] == .array([.string("read")]))
        }
    }

    @Test func `Without a word about it a key is good for ninety days; it may end sooner, or never`() async throws {
        try await TestServer.run { server in
            let owner = try await server.token()
            let keys = [
                try Self.text(try await Self.make(server, owner)), try Self.text(try await Self.make(server, owner, #","expires_at":null"#)),
                try Self.text(try await Self.make(server, owner, #","expires_at":"2027-01-15T09:00:00Z""#)),
            ]
            // The test's clock begins at 2027-01-15T08:00:00Z.
            func answers() async throws -> [Int] {
                var statuses: [Int] = []
                for key in keys { statuses.append(try await server.client.get("/api/v1/me", token: key).status) }
                return statuses
            }
            #expect(try await answers() == [200, 200, 200])
            server.clock.advance(.seconds(3600))
            #expect(try await answers() == [200, 200, 401])
            server.clock.advance(.seconds(90 * 86_400))
            #expect(try await answers() == [401, 200, 401])
        }
    }

    @Test func `A key for certain networks is refused from elsewhere, in words`() async throws {
        try await TestServer.run { server in
            let owner = try await server.token()
            let here = try await Self.make(server, owner, #","allowed_addresses":["10.0.0.0/8","127.0.0.1"]"#)
            #expect(try here.json["allowed_addresses"] == .array([.string("10.0.0.0/8"), .string("127.0.0.1/32")]))
            #expect(try await server.client.get("/api/v1/me", token: Self.text(here)).status == 200)
            let elsewhere = try await Self.make(server, owner, #","allowed_addresses":["10.0.0.0/8"]"#)
            for _ in 0..<2 {
                let refused = try await server.client.get("/api/v1/me", token: Self.text(elsewhere))
                #expect(refused.status == 403)
                #expect(try refused.json["type"]?.string == "urn:veles:problem:address-refused")
            }
            #expect(try await server.client.get("/api/v1/api-keys", token: owner).json["items"]?.elements?.last?["last_used_at"]?.isNull == true)
        }
    }

    @Test func `A revoked key is refused at once and its stream ends`() async throws {
        try await TestServer.run { server in
            let owner = try await server.token()
            let made = try await Self.make(server, owner)
            let (key, id) = (try Self.text(made), try #require(try made.json["id"]?.integer))
            try await TestSocket.open(server.port, token: key) { socket async throws in
                let revoked = try await server.client.delete("/api/v1/api-keys/\(id)", token: owner)
                let closed = try await socket.closeCode()
                #expect(revoked.status == 204 && closed == 4401)
            }
            #expect(try await server.client.get("/api/v1/me", token: key).status == 401)
            #expect(try await server.client.delete("/api/v1/api-keys/\(id)", token: owner).status == 404)
            #expect(try await server.client.delete("/api/v1/api-keys/999", token: owner).status == 404)
        }
    }

    @Test func `A key makes no key that may do more than itself`() async throws {
        try await TestServer.run { server in
            let helper = try Self.text(try await Self.make(server, try await server.token(), scopes: #"["read","manage_users"]"#))
            #expect(try await Self.make(server, helper, scopes: #"["read","ingest"]"#).status == 403)
            #expect(try await Self.make(server, helper, scopes: #"["read"]"#).status == 201)
        }
    }

    @Test(arguments: [
        #"{"scopes":["read"]}"#, #"{"name":"a"}"#, #"{"name":"a","scopes":[]}"#, #"{"name":"a","scopes":["fly"]}"#, #"{"name":"a","scopes":"read"}"#,
        #"{"name":"a","scopes":["read"],"expires_at":"2020-01-01T00:00:00Z"}"#, #"{"name":"a","scopes":["read"],"expires_at":"soon"}"#,
        #"{"name":"a","scopes":["read"],"allowed_addresses":["10.1.2.3/8"]}"#, #"{"name":"a","scopes":["read"],"allowed_addresses":["here"]}"#,
        #"{"name":"a","scopes":["read"],"allowed_addresses":[["10.0.0.1"]]}"#, #"{"name":"a","scopes":["read"],"role":"owner"}"#,
    ])
    func `A form that is not well formed is refused`(_ form: String) async throws {
        try await TestServer.run { server async throws in
            let answer = try await server.client.post("/api/v1/api-keys", json: form, token: try await server.token())
            #expect(answer.status == 400)
        }
    }
}
