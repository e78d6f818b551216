import ApplianceDriver
import Foundation
import Testing

extension TheAppliance {
    @Suite struct MasterKey {
        private func key(_ state: StateFolder) -> Data? { FileManager.default.contents(atPath: state.path + "/master.key") }

        private func run(_ arguments: [String], _ state: StateFolder, _ more: [String: String] = [:], input: String = "") async throws -> Verb {
            try await Verb.run(arguments, environment: state.environment.merging(more) { $1 }, input: input)
        }

        @Test func `It is changed while the server runs, and everything opens after a restart`() async throws {
            let state = try await StateFolder.withTenant()
            try await state.create("second")
            let appliance = try await RunningAppliance.start(in: state)
            _ = try await appliance.signIn()
            let before = key(state)
            let verb = try await run(["key", "rotate", "--json"], state)
            #expect(verb.status == .exit(0) && verb.output == "{\"tenants\":2}\n", "\(verb.errors)")
            #expect(key(state) != before && key(state)?.count == 32)
            _ = try await appliance.signIn("second")
            try await appliance.stop()
            let again = try await RunningAppliance.start(in: state)
            for tenant in ["acme", "second"] { _ = try await again.signIn(tenant) }
        }

        /// The server is killed at moments that spread over the change.
        @Test func `Killed in the middle of the change, all tenants open after the restart`() async throws {
            let state = try await StateFolder.withTenant()
            let tenants = ["acme"] + (1...7).map { "tenant-\($0)" }
            for tenant in tenants.dropFirst() { try await state.create(tenant) }
            for round in 0..<6 {
                let appliance = try await RunningAppliance.start(in: state)
                let verb = try ChildProcess(try VelesBinary.path(), ["key", "rotate"], environment: state.environment)
                let clock = ContinuousClock()
                let end = clock.now + .milliseconds(120 * round)
                while clock.now < end, verb.ended == nil { await Task.yield() }
                try await appliance.process.killAtOnce()
                _ = try await verb.end()
                let restarted = try await RunningAppliance.start(in: state)
                for tenant in tenants { _ = try await restarted.signIn(tenant) }
                try await restarted.stop()
            }
            #expect(try await run(["key", "rotate"], state).status == .exit(0))
            let names = try FileManager.default.contentsOfDirectory(atPath: state.path)
            #expect(names.filter { $0.hasPrefix("master") } == ["master.key"])
        }

        @Test func `A passphrase in place of a key file: the right one opens, a wrong one is said to be wrong at the start`() async throws {
            let (state, folder) = (try StateFolder(), try TemporaryFolder())
            let file = folder.path + "/passphrase"
            func write(_ text: String) throws {
                try Data("\(text)\n".utf8).write(to: URL(fileURLWithPath: file))
                try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
            }
            try write("correct horse battery")
            let setting = ["VELES_KEYS_MASTER_PASSPHRASE_FILE": file]
            let made = try await run(
                ["tenant", "create", "acme", "--name", "Acme", "--plan", "starter", "--owner", StateFolder.owner], state, setting,
                input: StateFolder.password + "\n")
            #expect(made.status == .exit(0), "\(made.errors)")
            #expect(key(state) == nil)
            let appliance = try await RunningAppliance.start(in: state, environment: setting)
            _ = try await appliance.signIn()
            #expect(try await run(["key", "rotate"], state, setting).status == .exit(0))
            try await appliance.stop()
            _ = try await RunningAppliance.start(in: state, environment: setting).signIn()
            try write("correct horse batterz")
            let refused = try await run(["serve"], state, setting.merging(["VELES_SERVER_LISTEN": "127.0.0.1:0"]) { $1 })
            #expect(refused.status == .exit(1) && refused.errors.contains("passphrase") && refused.errors.contains("wrong"), "\(refused.errors)")
            #expect(!refused.errors.contains("horse"))
        }

        @Test func `A credential of systemd is used without being configured`() async throws {
            let (state, folder) = (try StateFolder(), try TemporaryFolder())
            let path = folder.path + "/master.key"
            try Data(repeating: 7, count: 32).write(to: URL(fileURLWithPath: path))
            // As systemd shows what it guards by access lists.
            try FileManager.default.setAttributes([.posixPermissions: 0o440], ofItemAtPath: path)
            let setting = ["CREDENTIALS_DIRECTORY": folder.path]
            let made = try await run(
                ["tenant", "create", "acme", "--name", "Acme", "--plan", "starter", "--owner", StateFolder.owner], state, setting,
                input: StateFolder.password + "\n")
            #expect(made.status == .exit(0), "\(made.errors)")
            #expect(key(state) == nil)
            #expect(try await run(["user", "list", "--tenant", "acme"], state, setting).status == .exit(0))
            // Without it the tenants do not open, and no new key is made in its place.
            #expect(try await run(["user", "list", "--tenant", "acme"], state).status == .exit(1))
            #expect(key(state) == nil)
        }
    }
}
