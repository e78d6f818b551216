import ApplianceDriver
import Foundation
import JSON
import Testing

extension TheAppliance {
    /// The kernel lets the process's files grow no further, as a full disk or a used-up quota does.
    @Suite struct DiskFull {
        @Test func `Without room ingest answers 507 and keeps nothing of the batch, and goes on by itself when there is room`() async throws {
            let state = try await StateFolder.withTenant()
            let appliance = try await RunningAppliance.start(in: state)
            let client = try await appliance.signIn()
            let connection = try await client.connect(PushedEvents.connection)
            let events = PushedEvents()
            #expect(try await client.ingest(events.opening() + events.roundTrip(2001), connection).status == 200)

            try await limitFiles(of: appliance, to: try size(state.file() + "-wal") + 20_000)
            let batch = (0..<2000).flatMap { events.roundTrip(10_000 + 2 * $0) }
            for _ in 0..<3 {
                let refused = try await client.ingest(batch, connection)
                #expect(refused.status == 507, "\(refused.text)")
                #expect(try refused.json["type"]?.string?.contains("disk-full") == true)
            }
            // Reading goes on, and shows nothing of what was refused.
            let account = try #require(try await client.readAll("/api/v1/accounts").first)
            #expect(account["deals"]?.integer == 3)
            #expect(try await client.readAll("/api/v1/accounts/1/deals?limit=500").count == 3)

            try await limitFiles(of: appliance, to: nil)
            let taken = try await client.ingest(batch, connection)
            #expect(taken.status == 200, "\(taken.text)")
            #expect(try taken.json["accepted"]?.integer == 4000)
            #expect(try taken.json["duplicates"]?.integer == 0)
            #expect(try await client.readAll("/api/v1/accounts/1/deals?limit=500").count == 4003)
            #expect(try await appliance.stop() == .exit(0))
        }

        private func size(_ path: String) throws -> Int {
            try #require(try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int)
        }

        private func limitFiles(of appliance: RunningAppliance, to bytes: Int?) async throws {
            let limit = bytes.map { String($0) } ?? "unlimited"
            let prlimit = try ChildProcess("prlimit", ["--pid", "\(appliance.process.pid)", "--fsize=\(limit):"])
            #expect(try await prlimit.end() == .exit(0), "\(prlimit.errors)")
        }
    }
}
