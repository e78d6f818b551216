import Brokerage
import Desk
import JSON
import Tenancy
import Testing

@testable import Web

@Suite(.timeLimit(.minutes(2))) struct RequestTests {
    @Test func `Unknown query keys, doubled ones and broken escapes are refused by name`() async throws {
        try await TestServer.run { server in
            let key = try await server.key()
            for (query, field) in [
                ("colour=red", "colour"), ("limit=5&limit=6", "limit"), ("q=%zz", "q"), ("q=%ff", "q"), ("limit=0", "limit"), ("limit=501", "limit"),
                ("limit=x", "limit"), ("limit=99999999999999999999", "limit"), ("sort=secret", "sort"), ("sort=--id", "sort"), ("band=red", "band"),
                ("book=D", "book"), ("connection_id=-1", "connection_id"), ("cursor=%21", "cursor"), ("cursor=AAAA", "cursor"),
            ] {
                let answer = try await server.client.get("/api/v1/accounts?" + query, token: key)
                #expect(answer.status == 400, "\(query)")
                #expect(answer["content-type"] == "application/problem+json")
                #expect(try answer.json["errors"]?.elements?.first?["field"]?.string == field, "\(query)")
            }
            let two = try await server.client.get("/api/v1/accounts?a=1&b=2", token: key)
            #expect(try two.json["errors"]?.elements?.count == 2)
        }
    }

    @Test func `Unknown, missing and misshapen fields of a body are all named at once`() async throws {
        try await TestServer.run { server in
            let key = try await server.key()
            let unknown = try await server.client.post("/api/v1/connections", json: #"{"platform":"push","name":"x","size":1,"shape":2}"#, token: key)
            #expect(unknown.status == 400)
            #expect(try unknown.json["errors"]?.elements?.compactMap { $0["field"]?.string } == ["size", "shape"])
            let missing = try await server.client.post("/api/v1/connections", json: #"{"login":"x"}"#, token: key)
            #expect(try missing.json["errors"]?.elements?.compactMap { $0["field"]?.string } == ["platform", "name", "login"])
            let desk = try await server.client.post("/api/v1/connections", json: #"{"platform":"mt5","name":"x"}"#, token: key)
            #expect(desk.status == 400)
            #expect(try desk.json["errors"]?.elements?.first?["field"]?.string == "endpoint")
        }
    }

    @Test func `Names that are blank or hold control characters are refused`() async throws {
        try await TestServer.run { server in
            let key = try await server.key()
            for name in ["", "   ", #"a\u0000b"#, #"a\nb"#, #"a\u007f"#] {
                let answer = try await server.client.post("/api/v1/connections", json: #"{"platform":"push","name":"\#(name)"}"#, token: key)
                #expect(answer.status == 400, "\(name)")
                #expect(try answer.json["errors"]?.elements?.first?["field"]?.string == "name")
            }
        }
    }

    @Test func `A list that stands whole in memory comes in pages when asked, and they add up to it`() async throws {
        try await TestServer.run { server in
            let key = try await server.key()
            for _ in 0..<5 { _ = try await server.pushConnection() }
            let whole = try await server.client.get("/api/v1/connections", token: key).json
            #expect(whole["items"]?.elements?.count == 5 && whole["next_cursor"]?.isNull == true)
            var (ids, cursor, pages) = ([JSONValue](), "", 0)
            repeat {
                let page = try await server.client.get("/api/v1/connections?limit=2\(cursor)", token: key).json
                ids += page["items"]?.elements?.compactMap { $0["id"] } ?? []
                cursor = page["next_cursor"]?.string.map { "&cursor=\($0)" } ?? ""
                pages += 1
            } while !cursor.isEmpty && pages < 9
            #expect(pages == 3)
            #expect(ids == whole["items"]?.elements?.compactMap { $0["id"] })
            for strange in ["AAAA", PageCursor(list: "connections", sort: "", id: .min, value: "x").text] {
                #expect(try await server.client.get("/api/v1/connections?cursor=\(strange)", token: key).status == 400)
            }
            let beyond = PageCursor(list: "connections", sort: "", id: .max, value: "x").text
            #expect(try await server.client.get("/api/v1/connections?cursor=\(beyond)", token: key).json["items"]?.elements?.isEmpty == true)
            #expect(try await server.client.get("/api/v1/alerts?sort=-opened_at", token: key).status == 200)
            #expect(try await server.client.get("/api/v1/alerts?sort=rule", token: key).status == 400)
        }
    }

    @Test func `A body that is no JSON is refused with the place of the fault`() async throws {
        try await TestServer.run { server in
            let key = try await server.key()
            let bodies: [[UInt8]] = [
                Array(#"{"platform":"push","na"#.utf8), Array("{\"name\":\"".utf8) + [0xFF, 0xFE] + Array("\"}".utf8), Array("[]".utf8), [],
                Array(String(repeating: "[", count: 5000).utf8), Array(#"{"a":01}"#.utf8), [0], Array(#"{} x"#.utf8),
            ]
            for body in bodies {
                let answer = try await server.client.send(
                    "POST", "/api/v1/connections", token: key, headers: [("Content-Type", "application/json")], body: body)
                #expect(answer.status == 400, "\(String(decoding: body.prefix(20), as: UTF8.self))")
                #expect(try answer.json["type"]?.string?.hasPrefix("urn:veles:problem:") == true)
            }
            let form = try await server.client.send(
                "POST", "/api/v1/connections", token: key, headers: [("Content-Type", "application/x-www-form-urlencoded")], body: Array("a=1".utf8))
            #expect(form.status == 415)
            let large = try await server.client.post("/api/v1/connections", json: String(repeating: " ", count: 70_000), token: key)
            #expect(large.status == 413)
        }
    }

    @Test func `Paths and verbs that there are not are told apart`() async throws {
        try await TestServer.run { server in
            let key = try await server.key()
            #expect(try await server.client.get("/api/v1/nothing", token: key).status == 404)
            #expect(try await server.client.get("/api/v1/accounts/x", token: key).status == 404)
            #expect(try await server.client.get("/api/v1/accounts/99999999999999999999", token: key).status == 404)
            #expect(try await server.client.get("/api/v1/accounts/7", token: key).status == 404)
            #expect(try await server.client.get("/api/v1/alerts/7", token: key).status == 404)
            for twisted in ["/api/v1/accounts/", "/api/v1//accounts", "//api/v1/accounts", "/healthz/", "//metrics"] {
                #expect(try await server.client.get(twisted, token: key).status == 404, "\(twisted)")
            }
            let push = try await server.pushConnection()
            for spelling in ["+\(push)", "0\(push)", "-\(push)"] {
                #expect(try await server.client.get("/api/v1/connections/\(spelling)", token: key).status == 404, "\(spelling)")
            }
            let verb = try await server.client.send("DELETE", "/api/v1/accounts", token: key)
            #expect(verb.status == 405)
            #expect(verb["allow"] == "GET, HEAD")
            let head = try await server.client.send("HEAD", "/healthz")
            #expect(head.status == 200 && head.body.isEmpty)
        }
    }

    @Test func `A harmless request id is taken, any other is replaced`() async throws {
        try await TestServer.run { server in
            #expect(try await server.client.get("/healthz", headers: [("X-Request-Id", "abc-1.2_3")])["x-request-id"] == "abc-1.2_3")
            for strange in ["a b", String(repeating: "x", count: 65), "<script>", "\u{e9}"] {
                let answer = try await server.client.get("/nowhere", headers: [("X-Request-Id", strange)])
                let id = try #require(answer["x-request-id"])
                #expect(id != strange && !id.isEmpty)
                #expect(try answer.json["request_id"]?.string == id)
            }
        }
    }

    @Test func `Every answer carries the fields that keep browsers careful`() async throws {
        try await TestServer.run { server in
            for path in ["/healthz", "/nowhere", "/api/v1/me"] {
                let answer = try await server.client.get(path)
                #expect(answer["x-content-type-options"] == "nosniff")
                #expect(answer["referrer-policy"] == "same-origin")
                #expect(answer["cross-origin-opener-policy"] == "same-origin")
                #expect(answer["permissions-policy"] != nil)
                #expect(answer["content-security-policy"]?.contains("default-src 'none'") == true)
                #expect(answer["cache-control"] == "no-store")
            }
        }
    }

    @Test func `A write that is sent again with its key is answered from memory`() async throws {
        try await TestServer.run { server in
            let key = try await server.key()
            let form = #"{"platform":"push","name":"Once"}"#
            let header = [("Idempotency-Key", "k1")]
            let first = try await server.client.post("/api/v1/connections", json: form, token: key, headers: header)
            let again = try await server.client.post("/api/v1/connections", json: form, token: key, headers: header)
            #expect(first.status == 201 && again.status == 201)
            #expect(first.body == again.body)
            #expect(first["location"] != nil && first["location"] == again["location"])
            #expect(try await server.client.get("/api/v1/connections", token: key).json["items"]?.elements?.count == 1)
            let other = try await server.client.post("/api/v1/connections", json: #"{"platform":"push","name":"Two"}"#, token: key, headers: header)
            #expect(other.status == 422)
            let failed = try await server.client.post("/api/v1/connections", json: "{}", token: key, headers: [("Idempotency-Key", "k2")])
            #expect(failed.status == 400)
            #expect(try await server.client.post("/api/v1/connections", json: form, token: key, headers: [("Idempotency-Key", "k2")]).status == 201)
        }
    }

    @Test func `Each role may do what the table says and nothing more`() async throws {
        try await TestServer.run { server in
            let allowed: [Role: Set<String>] = [
                .owner: ["read", "alerts", "connections", "ingest", "imports"], .riskManager: ["read", "alerts", "connections", "ingest", "imports"],
                .dealer: ["read", "alerts"], .analyst: ["read"], .auditor: ["read"],
            ]
            for (role, may) in allowed {
                let key = try await server.key(role: role)
                let answers = [
                    ("read", try await server.client.get("/api/v1/accounts", token: key)),
                    ("alerts", try await server.client.send("POST", "/api/v1/alerts/1/acknowledge", token: key)),
                    ("connections", try await server.client.send("DELETE", "/api/v1/connections/1", token: key)),
                    ("ingest", try await server.client.send("POST", "/api/v1/ingest?connection=1", token: key)),
                    ("imports", try await server.client.send("POST", "/api/v1/imports?connection=1", token: key)),
                ]
                for (what, answer) in answers { #expect((answer.status != 403) == may.contains(what), "\(role) \(what) \(answer.status)") }
            }
        }
    }

    @Test func `Metrics speak of routes and are refused to proxied strangers`() async throws {
        try await TestServer.run { (server) async throws in
            _ = try await server.client.get("/api/v1/accounts/7", token: try await server.key())
            _ = try await server.client.get("/some/made/up/path")
            let text = try await server.client.get("/metrics").text
            #expect(text.contains(#"veles_http_requests_total{method="GET",route="/api/v1/accounts/{id}",class="4xx"} 1"#))
            #expect(text.contains(#"route="static",class="4xx"} 1"#))
            #expect(!text.contains("made/up"))
            #expect(text.contains("process_resident_memory_bytes "))
            #expect(text.contains(#"veles_desk_queue_events{tenant="demo"} 0"#))
            #expect(try await server.client.get("/metrics", headers: [("X-Forwarded-For", "203.0.113.9")]).status == 404)
        }
        try await TestServer.run {
            $0.metricsToken = "sesame"
        } _: { (server) async throws in
            #expect(try await server.client.get("/metrics").status == 401)
            #expect(try await server.client.get("/metrics", token: "sesam").status == 401)
            #expect(try await server.client.get("/metrics", token: "sesame").status == 200)
        }
    }

    @Test func `A started server is alive and ready`() async throws {
        try await TestServer.run { (server) async throws in
            #expect(try await server.client.get("/readyz").json["status"]?.string == "ready")
            #expect(try await server.client.get("/healthz").json["status"]?.string == "ok")
        }
    }
}
