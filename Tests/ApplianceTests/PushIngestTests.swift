import ApplianceDriver
import JSON
import Testing

extension TheAppliance {
    @Suite struct PushIngest {
        @Test func `Pushed events become accounts, exposure, scores and an alert on the stream`() async throws {
            let appliance = try await RunningAppliance.start(in: .withTenant())
            let client = try await appliance.signIn()
            let connection = try await client.connect(PushedEvents.connection)
            let events = PushedEvents()
            let lines = events.opening() + events.roundTrip(2001) + [events.buy(3001, lots: "12.5", at: 900)]
            try await LiveStream.open(client) { stream in
                try await stream.subscribe("alerts")
                let snapshot = try await stream.next()
                #expect(snapshot["type"]?.string == "snapshot" && snapshot["topic"]?.string == "alerts")
                let answer = try await client.ingest(lines, connection)
                #expect(answer.status == 200)
                #expect(try answer.json["accepted"]?.integer == Int64(lines.count))
                #expect(try answer.json["rejected_count"]?.integer == 0, "\(answer.text)")
                let event = try await stream.next { $0["type"]?.string == "event" }
                #expect(event["topic"]?.string == "alerts")
                #expect((event["seq"]?.integer ?? 0) > (snapshot["seq"]?.integer ?? 0))
            }
            let alerts = try await client.readAll("/api/v1/alerts")
            let large = try #require(alerts.first { $0["rule"]?.string == "OR1" })
            #expect(large["subject"]?["label"]?.string == "100")
            #expect(large["value"]?.double == 12.5)
            try await expectFigures(client)
            #expect(try await appliance.stop() == .exit(0))
        }

        private func expectFigures(_ client: HTTPClient) async throws {
            let account = try #require(try await client.readAll("/api/v1/accounts").first)
            #expect(account["account_number"]?.string == "100")
            #expect(account["name"]?.string == "Client")
            #expect(account["deals"]?.integer == 4)
            // The deposit, the profit of one round trip and its commission.
            #expect(account["balance"]?.string == "50012.24")
            let row = try #require(try await client.readAll("/api/v1/exposure?by=symbol").first)
            #expect(row["key"]?.string == "EURUSD")
            #expect(row["net_lots"]?.string == "12.50")
            let score = try await client.read("/api/v1/accounts/\(account["id"]?.integer ?? 0)/score")
            let points = (score["reasons"]?.elements ?? []).compactMap { $0["points"]?.double }.reduce(score["base_points"]?.double ?? .nan, +)
            #expect(Int64(points.rounded()) == score["risk_score"]?.integer)
        }

        @Test func `A deal that is sent twice changes nothing`() async throws {
            let appliance = try await RunningAppliance.start(in: .withTenant())
            let client = try await appliance.signIn()
            let connection = try await client.connect(PushedEvents.connection)
            let events = PushedEvents()
            let lines = events.opening() + (0..<50).flatMap { events.roundTrip(2000 + 2 * $0) }
            #expect(try await client.ingest(lines, connection).json["duplicates"]?.integer == 0)
            let before = try await client.read("/api/v1/accounts/1/score")
            let again = try await client.ingest(lines, connection).json
            #expect(again["duplicates"]?.integer == 101)
            #expect(try await client.readAll("/api/v1/accounts/1/deals?limit=500").count == 101)
            #expect(try await client.read("/api/v1/accounts/1/score") == before)
        }

        @Test func `Bad lines are named with their number and reason, and the others are kept`() async throws {
            let appliance = try await RunningAppliance.start(in: .withTenant())
            let client = try await appliance.signIn()
            let connection = try await client.connect(PushedEvents.connection)
            let events = PushedEvents()
            var lines = events.opening()
            lines.insert("this is no JSON", at: 1)
            lines.insert(#"{"type":"weather","symbol":"EURUSD"}"#, at: 3)
            lines.append(#"{"type":"deal","deal":9,"account_number":100,"action":"balance","time":\#(events.start),"profit":"1e400"}"#)
            lines.append(#"{"type":"deal","deal":99999999999999999999,"account_number":100,"action":"balance","time":1,"profit":"1"}"#)
            lines += events.roundTrip(2001)
            let answer = try await client.ingest(lines, connection).json
            let rejected = answer["rejected"]?.elements ?? []
            #expect(rejected.compactMap { $0["line"]?.integer } == [2, 4, 7, 8])
            #expect(rejected.prefix(2).compactMap { $0["code"]?.string } == ["not_json", "unknown_type"])
            #expect(rejected.allSatisfy { $0["detail"]?.string?.isEmpty == false })
            #expect(answer["accepted"]?.integer == 6)
            #expect(try await client.readAll("/api/v1/accounts/1/deals").count == 3)
        }

        @Test func `A body may be compressed with gzip`() async throws {
            let appliance = try await RunningAppliance.start(in: .withTenant())
            let client = try await appliance.signIn()
            let connection = try await client.connect(PushedEvents.connection)
            let body = Gzip.stored(Array(PushedEvents().opening().joined(separator: "\n").utf8))
            let path = "/api/v1/ingest?connection=\(connection)"
            let answer = try await client.send("POST", path, headers: ["Content-Encoding": "gzip"], body: body)
            #expect(answer.status == 200, "\(answer.text)")
            #expect(try answer.json["accepted"]?.integer == 4)
            let broken = try await client.send("POST", path, headers: ["Content-Encoding": "gzip"], body: Array(body.dropLast(20)) + [1, 2, 3])
            #expect(broken.status == 400)
        }

        @Test func `Without a sign-in or for a connection of nobody nothing is taken`() async throws {
            let appliance = try await RunningAppliance.start(in: .withTenant())
            let client = try await appliance.signIn()
            let connection = try await client.connect(PushedEvents.connection)
            #expect(try await appliance.visitor.ingest(PushedEvents().opening(), connection).status == 401)
            #expect(try await client.ingest(PushedEvents().opening(), connection + 1).status == 404)
            #expect(try await client.readAll("/api/v1/accounts").isEmpty)
        }
    }
}
