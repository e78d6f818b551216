import Brokerage
import Desk
import JSON
import Tenancy
import Testing

@testable import Web

@Suite(.timeLimit(.minutes(2))) struct TenantTests {
    private static let path = "/api/v1/tenant"

    private static func patch(_ server: TestServer, _ body: String, _ token: String) async throws -> TestAnswer {
        try await server.client.send("PATCH", path, token: token, headers: [("Content-Type", "application/json")], body: Array(body.utf8))
    }

    @Test func `The owner changes name and time zone, and both count at once and stand in the trail`() async throws {
        try await TestServer.run { server in
            let token = try await server.token()
            let answer = try await Self.patch(server, #"{"name":"Acme Europe","time_zone":"Europe/Nicosia"}"#, token)
            #expect(answer.status == 200, "\(answer.text)")
            let seen = try await server.client.send("GET", Self.path, token: token).json
            #expect(seen["name"]?.string == "Acme Europe" && seen["time_zone"]?.string == "Europe/Nicosia")
            let entry = try #require(try await server.desk().file.read { try $0.auditRecords(AuditFilter(), limit: 1) }.first)
            #expect(entry.action == "tenant.change" && entry.actor.label == TestServer.email)
            #expect(entry.after == #"{"name":"Acme Europe","time_zone":"Europe/Nicosia"}"#)
        }
    }

    @Test(arguments: [
        (#"{"name":""}"#, "name"), (#"{"name":7}"#, "name"), (#"{"time_zone":"Moon/Base"}"#, "time_zone"), (#"{"time_zone":null}"#, "time_zone"),
        (#"{"plan":"enterprise"}"#, "plan"), (#"{"slug":"other"}"#, "slug"),
    ]) func `What it cannot be is refused with the field's name`(body: String, field: String) async throws {
        try await TestServer.run { server in
            let answer = try await Self.patch(server, body, try await server.token())
            #expect(answer.status == 400)
            #expect(try answer.json["errors"]?.elements?.first?["field"]?.string == field, "\(answer.text)")
        }
    }

    @Test(arguments: [Role.riskManager, .dealer, .analyst, .auditor]) func `Nobody but the owner changes it`(role: Role) async throws {
        try await TestServer.run { server in
            let key = try await server.key(role: role)
            #expect(try await Self.patch(server, #"{"name":"X"}"#, key).status == 403)
        }
    }

    @Test func `A server over the plan is refused as plan-limit, and the warnings say what is not scored`() async throws {
        try await TestServer.run { server in
            let token = try await server.token()
            try await server.desks.setPlan(
                try #require(TenantSlug(rawValue: "demo")), .starter, by: Actor(kind: .administrator, label: "root", address: "", requestID: ""))
            let body = #"{"platform":"mt5","name":"M","endpoint":"127.0.0.1:1","login":1,"password":"x"}"#
            #expect(try await server.client.post("/api/v1/connections", json: body, token: token).status == 201)
            let refused = try await server.client.post("/api/v1/connections", json: body, token: token)
            #expect(refused.status == 403)
            #expect(try refused.json["type"]?.string == "urn:veles:problem:plan-limit")
            let push = try await server.pushConnection()
            let lines = (1...101).map { #"{"type":"account","account_number":\#($0),"group":"a","currency":"USD","leverage":100}"# }
            _ = try await server.client.send(
                "POST", "/api/v1/ingest?connection=\(push)", token: token, body: Array((lines.joined(separator: "\n") + "\n").utf8))
            let tenant = try await server.client.send("GET", Self.path, token: token).json
            #expect(tenant["limits"]?["accounts"]?.integer == 100 && tenant["use"]?["scored_accounts"]?.integer == 100)
            #expect(tenant["use"]?["accounts"]?.integer == 101)
            #expect(tenant["warnings"]?.elements?.map { $0["code"]?.string } == ["plan_limit"])
            let account = try await server.client.send("GET", "/api/v1/accounts/101", token: token).json
            #expect(account["risk_score"] == .null && account["score_reason"]?.string == "plan_limit")
        }
    }
}
