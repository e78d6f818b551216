import ApplianceDriver
import Foundation
import JSON
import Testing

extension TheAppliance {
    @Suite struct DamagedFiles {
        @Test func `A tenant whose file is no database is set aside with the reason, and the others run`() async throws {
            let state = try await StateFolder.withTenant()
            try await state.create("broken")
            try overwrite(state.file(of: "broken"), at: 0, with: Array("not a database".utf8))
            try await expectSetAside("broken", in: state)
        }

        @Test func `Pages that are damaged are found when the file was not closed properly`() async throws {
            let state = try await StateFolder.withTenant()
            try await state.create("broken")
            let appliance = try await RunningAppliance.start(in: state)
            let client = try await appliance.signIn("broken")
            let connection = try await client.connect(PushedEvents.connection)
            let events = PushedEvents()
            #expect(try await client.ingest(events.opening() + (0..<200).flatMap { events.roundTrip(2000 + 2 * $0) }, connection).status == 200)
            try await appliance.process.killAtOnce()
            // The write-ahead log covers the pages that were changed last; the damage shows in the others.
            let pages = try FileManager.default.attributesOfItem(atPath: state.file(of: "broken"))[.size] as? Int ?? 0
            try overwrite(state.file(of: "broken"), at: 8192, with: [UInt8](repeating: 0xA5, count: pages - 8192))
            try await expectSetAside("broken", in: state)
        }

        private func expectSetAside(_ slug: String, in state: StateFolder) async throws {
            let appliance = try await RunningAppliance.start(in: state)
            let refused = try await appliance.signInAnswer(slug, StateFolder.owner, StateFolder.password)
            #expect(refused.status == 503)
            #expect(try refused.json["type"]?.string?.contains("tenant-set-aside") == true, "\(refused.text)")
            #expect(try refused.json["detail"]?.string?.isEmpty == false)
            let client = try await appliance.signIn()
            let connection = try await client.connect(PushedEvents.connection)
            #expect(try await client.ingest(PushedEvents().opening(), connection).status == 200)
            #expect(try await appliance.visitor.get("/readyz").status == 200)
            #expect(try await appliance.stop() == .exit(0))
        }

        @Test func `A file of a newer version is refused in clear words by the server and by the command`() async throws {
            let state = try await StateFolder.withTenant()
            try await state.create("newer")
            // SQLite's user_version, the version of the schema, stands at byte 60 of the header.
            try overwrite(state.file(of: "newer"), at: 60, with: [0, 0, 0, 99])
            let verb = try await Verb.run(["user", "list", "--tenant", "newer"], environment: state.environment)
            #expect(verb.status == .exit(4))
            #expect(verb.errors.contains("schema 99") && verb.errors.contains("newer version"), "\(verb.errors)")
            try await expectSetAside("newer", in: state)
        }

        @Test func `A control file of a newer version stops the start with status 4`() async throws {
            let state = try await StateFolder.withTenant()
            try overwrite(state.path + "/control.db", at: 60, with: [0, 0, 0, 99])
            let verb = try await Verb.run(["serve"], environment: state.environment)
            #expect(verb.status == .exit(4))
            #expect(verb.errors.hasPrefix("veles: ") && verb.errors.split(separator: "\n").count == 1, "\(verb.errors)")
        }

        private func overwrite(_ path: String, at offset: UInt64, with bytes: [UInt8]) throws {
            let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
            try file.seek(toOffset: offset)
            try file.write(contentsOf: Data(bytes))
            try file.close()
        }
    }
}
