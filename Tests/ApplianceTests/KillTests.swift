import ApplianceDriver
import Brokerage
import Foundation
import JSON
import Testing

extension TheAppliance {
    @Suite struct Kill {
        private static let rounds = Campaign.killRounds ?? 5

        @Test func `Killed again and again in the middle of a back-fill, it ends with every deal exactly once`() async throws {
            // Some 1,500 deals a day keep the windows of the back-fill at one day: several for every kill.
            let simulator = try await RunningSimulator.start(accounts: 200, days: max(30, 3 * Self.rounds), more: ["--plain-http", "--faults"])
            try await slow(simulator, milliseconds: 200)
            let state = try await StateFolder.withTenant()
            var appliance = try await RunningAppliance.start(in: state)
            let connection = try await appliance.signIn().connect(simulator.connection())
            var (inBackfill, stored) = (0, Int64(0))
            for _ in 0..<Self.rounds {
                let view = try await waitForMore(than: stored, appliance, connection)
                if view.state == "catching_up" { inBackfill += 1 }
                stored = view.deals
                try await appliance.process.killAtOnce()
                appliance = try await RunningAppliance.start(in: state)
            }
            #expect(inBackfill == Self.rounds)
            try await slow(simulator, milliseconds: 0)
            let client = try await appliance.signIn()
            try await client.waitForLink(connection, "live", within: .seconds(300))
            let history = try await ServerHistory(of: simulator)
            let differences = try await compare(history, client)
            #expect(differences.isEmpty, "\(differences.prefix(10))")
            #expect(try await appliance.stop() == .exit(0))
            try report(deals: history.deals.count, inBackfill: inBackfill, differences: differences.count)
        }

        private func slow(_ simulator: RunningSimulator, milliseconds: Int) async throws {
            let answer = try await HTTPClient(port: simulator.port).post("/simulator/faults", json: "{\"delay_ms\":\(milliseconds)}")
            try #require(answer.status == 200, "\(answer.text)")
        }

        /// Waits until the tenant has more deals than before.
        private func waitForMore(
            than before: Int64, _ appliance: RunningAppliance, _ connection: Int64
        ) async throws -> (deals: Int64, state: String) {
            let client = try await appliance.signIn()
            return try await eventually("more than \(before) deals", within: .seconds(60)) {
                let overview = try await client.read("/api/v1/overview")
                let deals = overview["deals"]?["total"]?.integer ?? 0
                let state = overview["connections"]?.elements?.first { $0["id"]?.integer == connection }?["state"]?.string ?? ""
                return deals > before ? (deals, state) : nil
            }
        }

        /// Every deal of the server up to now, held against what users see of it.
        private func compare(_ history: ServerHistory, _ client: HTTPClient) async throws -> [String] {
            var differences: [String] = []
            var seen: Set<Int64> = []
            for account in try await client.readAll("/api/v1/accounts?limit=500") {
                for deal in try await client.readAll("/api/v1/accounts/\(account["id"]?.integer ?? 0)/deals?limit=500") {
                    guard let ticket = deal["deal"]?.integer, ticket <= history.newest else { continue }
                    if !seen.insert(ticket).inserted { differences.append("deal \(ticket) is there twice") }
                    let (mine, theirs) = (try entry(deal), history.deals[ticket])
                    if mine != theirs { differences.append("deal \(ticket): \(mine), the server has \(String(describing: theirs))") }
                }
            }
            return differences + history.deals.keys.filter { !seen.contains($0) }.map { "deal \($0) is missing" }
        }

        private func entry(_ deal: JSONValue) throws -> ServerHistory.Entry {
            func money(_ name: String) throws -> Money { try #require(deal[name]?.string.flatMap { Money($0) }) }
            return ServerHistory.Entry(
                login: try #require(deal["account_number"]?.integer), profit: try money("profit"), swap: try money("swap"),
                commission: try money("commission"))
        }

        private func report(deals: Int, inBackfill: Int, differences: Int) throws {
            try Campaign.report { json in
                json.key("campaign"); json.string("kill")
                json.key("rounds"); json.integer(Self.rounds)
                json.key("killed_in_backfill"); json.integer(inBackfill)
                json.key("deals"); json.integer(deals)
                json.key("differences"); json.integer(differences)
            }
        }
    }
}
