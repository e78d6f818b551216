import ApplianceDriver
import Foundation
import JSON
import Testing

extension TheAppliance {
    @Suite struct Restart {
        @Test(arguments: [SIGTERM, SIGKILL])
        func `After a restart everything is as it was, and no alert is raised twice`(signal: Int32) async throws {
            let state = try await StateFolder.withTenant()
            let first = try await RunningAppliance.start(in: state)
            let client = try await first.signIn()
            let connection = try await client.connect(PushedEvents.connection)
            let events = PushedEvents()
            try await fill(client, connection, events)
            let before = try await picture(client)
            #expect(before.contains("OR1") && before.contains("EX1"))
            first.process.send(signal)
            _ = try await first.process.end()

            let second = try await RunningAppliance.start(in: state)
            let again = try await second.signIn()
            let after = try await picture(again)
            #expect(after == before)
            // The same quote once more finds what it found before; the rules are still within their cooldown.
            #expect(try await again.ingest([events.tick("1.10200", at: 100)], connection).status == 200)
            #expect(try await picture(again) == before)
        }

        private func fill(_ client: HTTPClient, _ connection: Int64, _ events: PushedEvents) async throws {
            let trips = (0..<40).flatMap { events.roundTrip(2000 + 2 * $0, profit: $0 % 3 == 0 ? "-7.70" : "5.55") }
            let other = Array(events.opening(account: 200).dropFirst()) + [events.buy(9001, account: 200, lots: "60", at: 950)]
            let open = [events.buy(3001, lots: "0.5", at: 960), events.tick("1.10200", at: 100)]
            let answer = try await client.ingest(events.opening() + trips + other + open, connection)
            #expect(try answer.json["rejected_count"]?.integer == 0, "\(answer.text)")
        }

        /// All that a user sees of the tenant, as text.
        private func picture(_ client: HTTPClient) async throws -> String {
            let accounts = try await client.readAll("/api/v1/accounts?sort=account_number").compactMap { $0["id"]?.integer }
            var paths = ["/api/v1/accounts?sort=account_number", "/api/v1/exposure?by=symbol", "/api/v1/alerts", "/api/v1/connections"]
            for id in accounts { paths += ["score", "positions", "markouts", "deals"].map { "/api/v1/accounts/\(id)/\($0)" } }
            var text = ""
            for path in paths {
                let answer = try await client.get(path)
                #expect(answer.status == 200)
                text += path + "\n" + answer.text + "\n"
            }
            return text
        }
    }
}
