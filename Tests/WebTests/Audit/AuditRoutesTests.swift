import Brokerage
import Desk
import Foundation
import JSON
import Tenancy
import Testing

@testable import Web

/// What people and programs do by the API stands in the audit trail, and only there where it belongs.
@Suite(.timeLimit(.minutes(2))) struct AuditRoutesTests {
    /// The newest entry of an action.
    private static func entry(_ action: String, _ server: TestServer, _ key: String) async throws -> JSONValue {
        let answer = try await server.client.get("/api/v1/audit?action=\(action)", token: key)
        return try #require(try answer.json["items"]?.elements?.first, "\(action)")
    }

    @Test func `A changed connection is entered with who, from where, before and after, and without its password`() async throws {
        try await TestServer.run { server in
            let key = try await server.key()
            let mt5 = #"{"platform":"mt5","name":"Live","endpoint":"127.0.0.1:1","login":7,"password":"s3cret-One"}"#
            let id = try #require(
                try await server.client.post("/api/v1/connections", json: mt5, token: key, headers: [("X-Request-Id", "r-1")]).json["id"]?.integer)
            let added = try await AuditRoutesTests.entry("connection.add", server, key)
            #expect(added["actor"]?["kind"]?.string == "program")
            #expect(key.hasPrefix(try #require(added["actor"]?["label"]?.string)))
            #expect(added["address"]?.string == "127.0.0.1" && added["request_id"]?.string == "r-1")
            #expect(added["subject"] == ["kind": "connection", "id": .string(String(id)), "label": "Live"])
            #expect(added["before"] == .null && added["after"]?["login"]?.integer == 7)
            let change = #"{"name":"Main","password":"s3cret-Two"}"#
            let path = "/api/v1/connections/\(id)"
            _ = try await server.client.send(
                "PATCH", path, token: key, headers: [("Content-Type", "application/json")], body: Array(change.utf8))
            let changed = try await AuditRoutesTests.entry("connection.change", server, key)
            #expect(changed["before"]?["name"]?.string == "Live" && changed["after"]?["name"]?.string == "Main")
            #expect(changed["after"]?["password_changed"]?.bool == true)
            _ = try await server.client.send("DELETE", path, token: key)
            #expect(try await AuditRoutesTests.entry("connection.remove", server, key)["before"]?["name"]?.string == "Main")
            #expect(try await !server.client.get("/api/v1/audit", token: key).text.contains("s3cret"))
        }
    }

    @Test func `A person is named by the e-mail address`() async throws {
        try await TestServer.run { server in
            _ = try await Seed.fill(server)
            let token = try await server.token()
            _ = try await server.client.send("POST", "/api/v1/alerts/1/acknowledge", token: token)
            let entry = try await AuditRoutesTests.entry("alert.acknowledge", server, token)
            #expect(entry["actor"] == ["kind": "user", "id": .integer(1), "label": .string(TestServer.email)])
            #expect(entry["before"]?["state"]?.string == "open" && entry["after"]?["state"]?.string == "acknowledged")
        }
    }

    @Test func `What people note on an alert is not repeated in the trail`() async throws {
        try await TestServer.run { server in
            _ = try await Seed.fill(server)
            let key = try await server.key()
            _ = try await server.client.post("/api/v1/alerts/1/close", json: #"{"outcome":"accepted","note":"Mr Client rang"}"#, token: key)
            let entry = try await AuditRoutesTests.entry("alert.close", server, key)
            #expect(entry["after"]?["outcome"]?.string == "accepted" && entry["after"]?["has_note"]?.bool == true)
            #expect(try await !server.client.get("/api/v1/audit", token: key).text.contains("Mr Client"))
        }
    }

    @Test func `Scenarios and imports are entered, a refused change is not`() async throws {
        try await TestServer.run { server in
            let connection = try await Seed.fill(server)
            let key = try await server.key()
            let json = [("Content-Type", "application/json")]
            let scenarios = #"{"items":[{"id":"a","name":"A","shocks":[{"kind":"currency","key":"EUR","percent":-5}]}]}"#
            _ = try await server.client.send("PUT", "/api/v1/risk/scenarios", token: key, headers: json, body: Array("{}".utf8))
            #expect(try await server.client.get("/api/v1/audit?action=risk.change_scenarios", token: key).json["items"]?.elements == [])
            _ = try await server.client.send("PUT", "/api/v1/risk/scenarios", token: key, headers: json, body: Array(scenarios.utf8))
            let entry = try await AuditRoutesTests.entry("risk.change_scenarios", server, key)
            #expect(entry["after"]?["a"]?["name"]?.string == "A" && entry["before"]?["a"] == nil)
            let path = "/api/v1/imports?connection=\(connection)&filename=John%20Client.ndjson"
            _ = try await server.client.send("POST", path, token: key, body: Array((Seed.deals + "\n").utf8))
            let imported = try await AuditRoutesTests.entry("import.run", server, key)
            #expect(imported["after"]?["duplicates"]?.integer == 3)
            #expect(try await !server.client.get("/api/v1/audit", token: key).text.contains("John"))
        }
    }

    @Test func `A view of personal data is entered once an hour for each person and account`() async throws {
        try await TestServer.run { server in
            _ = try await Seed.fill(server)
            let (key, other) = (try await server.key(), try await server.token())
            func views(_ action: String) async throws -> Int {
                try await server.client.get("/api/v1/audit?action=\(action)", token: key).json["items"]?.elements?.count ?? 0
            }
            for _ in 0..<3 {
                for path in ["/api/v1/accounts", "/api/v1/accounts/1"] { _ = try await server.client.get(path, token: key) }
            }
            #expect(try await (views("account.list"), views("account.view")) == (1, 1))
            for path in ["/api/v1/accounts/2", "/api/v1/accounts/99"] { _ = try await server.client.get(path, token: key) }
            _ = try await server.client.get("/api/v1/accounts/1", token: other)
            #expect(try await views("account.view") == 3)
            server.clock.advance(.seconds(3600))
            _ = try await server.client.get("/api/v1/accounts/1", token: key)
            #expect(try await views("account.view") == 4)
            // The stream tells of accounts as the list does.
            try await TestSocket.open(server.port, token: key) { socket in
                try await socket.send(#"{"type":"subscribe","topics":["accounts"]}"#)
                _ = try await socket.nextText()
            }
            #expect(try await views("account.list") == 2)
            #expect(try await !server.client.get("/api/v1/audit", token: key).text.contains("Client"))
        }
    }

    @Test func `Pages of the trail join to the whole, and filters narrow it`() async throws {
        try await TestServer.run { server in
            let key = try await server.key()
            for number in 0..<7 {
                server.clock.advance(.seconds(60))
                let new = NewConnection(platform: .push, name: "P\(number)")
                _ = try await server.desk().add(new, by: .system)
            }
            let whole = try await server.client.get("/api/v1/audit?limit=500", token: key).json["items"]?.elements ?? []
            var (paged, path): ([JSONValue], String?) = ([], "/api/v1/audit?limit=3")
            while let next = path, paged.count <= whole.count {
                let page = try await server.client.get(next, token: key).json
                paged += page["items"]?.elements ?? []
                path = page["next_cursor"]?.string.map { "/api/v1/audit?limit=3&cursor=\($0)" }
            }
            #expect(paged == whole && whole.count >= 7)
            let found = try await server.client.get("/api/v1/audit?subject=connection:3&actor=system", token: key).json["items"]?.elements
            #expect(found?.compactMap { $0["subject"]?["label"]?.string } == ["P2"])
            let since = (server.clock.now - .seconds(60)).description
            #expect(try await server.client.get("/api/v1/audit?from=\(since)", token: key).json["items"]?.elements?.count == 2)
        }
    }

    @Test func `The whole trail is downloaded as lines of JSON or as a table that no spreadsheet runs`() async throws {
        try await TestServer.run { server in
            let key = try await server.key()
            let now = server.clock.now
            try await server.desk().write { writer in
                for number in 0..<1200 {
                    let subject = AuditSubject(kind: "user", id: "\(number)", label: number == 7 ? "=cmd|' /C calc'!A0,\"x\"" : "somebody")
                    try writer.record(AuditEntry(.signInRefused, subject), by: .system, at: now)
                }
            }
            let lines = try await server.client.get("/api/v1/audit/export?format=ndjson", token: key)
            #expect(lines["content-disposition"] == "attachment; filename=\"audit-demo.ndjson\"")
            let items = try lines.text.split(separator: "\n").map { try JSONValue(parsing: Array($0.utf8)) }
            let ids = items.compactMap { $0["id"]?.integer }
            #expect(ids == ids.sorted(by: >) && ids.last == 1 && ids.count >= 1201)
            #expect(items.first?["action"]?.string == "audit.export")
            let table = try await server.client.get("/api/v1/audit/export?format=csv&subject=user", token: key)
            let rows = table.text.components(separatedBy: "\r\n")
            #expect(rows.count == 1202 && rows[0].hasPrefix("id,at,actor_kind"))
            #expect(table.text.contains(#","'=cmd|' /C calc'!A0,""x""","#))
            #expect(try await AuditRoutesTests.entry("audit.export", server, key)["after"] == ["subject": "user", "format": "csv"])
        }
    }

    @Test func `A check says that the trail is whole, and where it ends`() async throws {
        try await TestServer.run { server in
            let key = try await server.key()
            _ = try await server.pushConnection()
            let newest = try await server.client.get("/api/v1/audit?limit=1", token: key).json["items"]?.elements?.first
            let check = try await server.client.send("POST", "/api/v1/audit/verify", token: key).json
            #expect(check["ok"]?.bool == true && check["fault"] == .null)
            #expect(check["entries"] == newest?["id"] && check["head"] == newest?["hash"])
        }
    }
}
