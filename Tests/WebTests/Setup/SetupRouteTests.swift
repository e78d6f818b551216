import JSON
import Tenancy
import Testing

@testable import Web

@Suite(.timeLimit(.minutes(2))) struct SetupRouteTests {
    private static func form(
        _ token: String, password: String = "vellum orbit kettle", company: String = "Ácme Brokers Ltd.",
        more: String = #","time_zone":"Europe/London""#
    ) -> String {
        #"{"token":"\#(token)","email":"o@example.com","password":"\#(password)","company":"\#(company)"\#(more)}"#
    }

    @Test func `The first tenant is made by the page's form, and its owner can sign in`() async throws {
        try await TestServer.run(hasTenant: false) { server in
            #expect(try await server.client.get("/api/v1/setup").json["needed"]?.bool == true)
            let token = try server.directory.makeSetupToken(at: server.clock.now)
            let made = try await server.client.post("/api/v1/setup", json: Self.form(token))
            #expect(made.status == 201, "\(made.text)")
            #expect(try made.json["tenant"]?["slug"]?.string == "acme-brokers-ltd")
            #expect(try await server.client.get("/api/v1/setup").json["needed"]?.bool == false)
            let form = #"{"tenant":"acme-brokers-ltd","email":"o@example.com","password":"vellum orbit kettle"}"#
            let signedIn = try await server.client.post("/api/v1/auth/login", json: form)
            let me = try await server.client.get("/api/v1/me", token: try #require(try signedIn.json["access_token"]?.string))
            #expect(try me.json["tenant"]?["time_zone"]?.string == "Europe/London")
            #expect(try me.json["user"]?["role"]?.string == "owner")
        }
    }

    @Test func `Without a good token nothing is told about the form, and the words name the way out`() async throws {
        try await TestServer.run(hasTenant: false) { server in
            let token = try server.directory.makeSetupToken(at: server.clock.now)
            for wrong in ["x", String(token.dropLast()), token + "x"] {
                let refused = try await server.client.post("/api/v1/setup", json: Self.form(wrong, password: "short"))
                #expect(refused.status == 403)
                #expect(try refused.json["detail"]?.string?.contains("veles setup-token") == true)
            }
            server.clock.advance(.seconds(3600))
            #expect(try await server.client.post("/api/v1/setup", json: Self.form(token)).status == 403)
        }
    }

    @Test func `Faults of the form are all told, and the token is still good afterwards`() async throws {
        try await TestServer.run(hasTenant: false) { server in
            let token = try server.directory.makeSetupToken(at: server.clock.now)
            let refused = try await server.client.post(
                "/api/v1/setup", json: Self.form(token, password: "short", more: #","time_zone":"Moon/Base","slug":"NO!""#))
            #expect(refused.status == 400)
            #expect(try refused.json["errors"]?.elements?.compactMap { $0["field"]?.string } == ["slug", "time_zone", "password"])
            #expect(try await server.client.post("/api/v1/setup", json: Self.form(token, more: #","time_zone":"UTC","slug":"acme""#)).status == 201)
        }
    }

    @Test func `Two who come at the same moment make one tenant`() async throws {
        try await TestServer.run(hasTenant: false) { server in
            let token = try server.directory.makeSetupToken(at: server.clock.now)
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for name in ["one", "two", "three"] {
                    group.addTask { try await server.client.post("/api/v1/setup", json: Self.form(token, company: "Company \(name)")).status }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.sorted() == [201, 403, 403])
            #expect(try server.directory.control.tenants().count == 1)
        }
    }

    @Test func `An appliance with a tenant cannot be set up again`() async throws {
        try await TestServer.run { server async throws in
            #expect(try await server.client.get("/api/v1/setup").json["needed"]?.bool == false)
            #expect(throws: TenancyError.self) { _ = try server.directory.makeSetupToken(at: server.clock.now) }
            #expect(try await server.client.post("/api/v1/setup", json: Self.form("x")).status == 403)
        }
    }

    @Test(arguments: [
        ("Acme", "acme"), ("  ACME  Brokers—Ltd.", "acme-brokers-ltd"), ("Café Über", "cafe-uber"), ("Брокер", ""),
        (String(repeating: "long name ", count: 20), "long-name-long-name-long-name-long-name"),
    ])
    func `A slug is like the company's name`(_ example: (name: String, slug: String)) {
        #expect(SetupForm.slug(from: example.name) == example.slug)
    }
}
