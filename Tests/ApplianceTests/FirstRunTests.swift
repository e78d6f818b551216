import ApplianceDriver
import Foundation
import JSON
import Testing

extension TheAppliance {
    @Suite struct FirstRun {
        private static func token(in state: StateFolder) async throws -> String {
            try await eventually("the set-up token") {
                try? String(contentsOfFile: state.path + "/setup-token", encoding: .utf8).trimmingCharacters(in: .newlines)
            }
        }

        private static func links(_ appliance: RunningAppliance) -> [String] {
            appliance.process.lines.compactMap { line in
                let event = try? JSONValue(parsing: line.utf8)
                return event?["url"]?.string.flatMap { $0.contains("/dashboard/setup#") ? $0 : nil }
            }
        }

        @Test func `A first start logs one link, by which one tenant is made and none after it`() async throws {
            let state = try StateFolder()
            let appliance = try await RunningAppliance.start(in: state)
            let token = try await Self.token(in: state)
            let link = try await eventually("the link in the log") { Self.links(appliance).first }
            #expect(link == "http://127.0.0.1:\(appliance.port)/dashboard/setup#\(token)")
            let mode = try FileManager.default.attributesOfItem(atPath: state.path + "/setup-token")[.posixPermissions] as? NSNumber
            #expect(mode?.intValue == 0o600)
            let form = #"{"token":"\#(token)","email":"o@example.com","password":"vellum orbit kettle","company":"Acme","time_zone":"UTC"}"#
            #expect(try await appliance.visitor.post("/api/v1/setup", json: form).status == 201)
            #expect(try await appliance.signInAnswer("acme", "o@example.com", "vellum orbit kettle").status == 200)
            #expect(!FileManager.default.fileExists(atPath: state.path + "/setup-token"))
            #expect(try await appliance.visitor.post("/api/v1/setup", json: form).status == 403)
            #expect(Self.links(appliance).count == 1)
            try await appliance.stop()
            let again = try await RunningAppliance.start(in: state)
            #expect(try await again.signInAnswer("acme", "o@example.com", "vellum orbit kettle").status == 200)
            #expect(Self.links(again).isEmpty)
        }

        @Test func `Another link takes the place of the first, also while the server runs`() async throws {
            let state = try StateFolder()
            let appliance = try await RunningAppliance.start(in: state)
            let first = try await Self.token(in: state)
            let verb = try await Verb.run(["setup-token"], environment: state.environment)
            #expect(verb.status == .exit(0), "\(verb.errors)")
            let second = try #require(verb.output.split(separator: "#").last).trimmingCharacters(in: .newlines)
            func setUp(_ token: String) async throws -> Int {
                let form = #"{"token":"\#(token)","email":"o@example.com","password":"vellum orbit kettle","company":"Acme","time_zone":"UTC"}"#
                return try await appliance.visitor.post("/api/v1/setup", json: form).status
            }
            #expect(try await setUp(first) == 403)
            #expect(try await setUp(second) == 201)
        }
    }
}
