import ApplianceDriver
import Foundation
import JSON
import Testing

extension TheAppliance {
    @Suite struct ControlSocket {
        /// What a shell would be told by each of these, one after another, with nothing that changes from run to run.
        private static let script: [(arguments: [String], input: String)] = [
            (["tenant", "create", "next", "--name", "Next", "--plan", "starter", "--owner", "owner@next.example"], "a password of some length\n"),
            (["tenant", "create", "next", "--name", "Next", "--plan", "starter", "--owner", "owner@next.example"], "a password of some length\n"),
            (["tenant", "create", "last", "--name", "", "--plan", "starter", "--owner", "owner@last.example"], "a password of some length\n"),
            (["tenant", "create", "last", "--name", "L", "--plan", "starter", "--owner", "owner@last.example"], "too short\n"),
            (["tenant", "list"], ""), (["tenant", "list", "--json"], ""), (["tenant", "show", "next", "--json"], ""), (["tenant", "show", "who"], ""),
            (["user", "add", "--tenant", "next", "dealer@next.example", "--role", "dealer", "--name", "D"], "another long password\n"),
            (["user", "add", "--tenant", "next", "dealer@next.example", "--role", "dealer"], "another long password\n"),
            (["user", "reset-password", "--tenant", "next", "dealer@next.example"], "a third long password\n"),
            (["user", "disable", "--tenant", "next", "dealer@next.example"], ""),
            (["user", "disable", "--tenant", "next", "owner@next.example"], ""),
            (["user", "disable", "--tenant", "next", "who@next.example"], ""),
            (["user", "list", "--tenant", "next"], ""), (["user", "list", "--tenant", "next", "--json"], ""), (["user", "list", "--tenant", "who"], ""),
            (["connection", "add", "--tenant", "next", "--name", "P", "--platform", "push"], ""),
            (["connection", "add", "--tenant", "next", "--name", "M", "--endpoint", "127.0.0.1:1", "--login", "7"], "secret of the manager\n"),
            (["connection", "add", "--tenant", "next", "--name", "M", "--endpoint", "127.0.0.1:1", "--login", "7"], "secret of the manager\n"),
            (["connection", "test", "--tenant", "next", "2"], ""), (["connection", "test", "--tenant", "next", "1"], ""),
            (["connection", "list", "--tenant", "next"], ""),
            (["connection", "remove", "--tenant", "next", "2"], ""), (["connection", "remove", "--tenant", "next", "2"], ""),
            (["import", "--tenant", "next", "/no/such/file"], ""), (["import", "--tenant", "next", "FILE"], ""),
            (["import", "--tenant", "next", "--json", "FILE"], ""), (["import", "--tenant", "next", "NONSENSE"], ""),
            (["connection", "list", "--tenant", "next", "--json"], ""), (["model", "report", "--tenant", "next"], ""),
            (["tenant", "suspend", "next"], ""), (["tenant", "list"], ""), (["user", "list", "--tenant", "next"], ""),
            (["import", "--tenant", "next", "FILE"], ""), (["tenant", "resume", "next"], ""), (["tenant", "show", "next", "--json"], ""),
            (["tenant", "delete", "next", "--yes"], ""), (["tenant", "delete", "next", "--yes"], ""), (["tenant", "list"], ""),
        ]

        @Test func `Every verb says and does the same with the server running and without`() async throws {
            let folder = try TemporaryFolder()
            let (file, nonsense) = (folder.path + "/deals.ndjson", folder.path + "/nonsense.txt")
            try Data(PushedEvents().opening().joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: file))
            try Data("this is no export of anything\n".utf8).write(to: URL(fileURLWithPath: nonsense))
            let (quiet, live) = (try StateFolder(), try StateFolder())
            let appliance = try await RunningAppliance.start(in: live)
            for (words, input) in Self.script {
                let arguments = words.map { $0 == "FILE" ? file : $0 == "NONSENSE" ? nonsense : $0 }
                let without = try await Verb.run(arguments, environment: quiet.environment.merging(["VELES_LOG_LEVEL": "error"]) { $1 }, input: input)
                let with = try await Verb.run(arguments, environment: live.environment, input: input)
                #expect(with.status == without.status, "\(words): \(with.errors) and \(without.errors)")
                #expect(Self.lasting(with.output) == Self.lasting(without.output), "\(words)")
                #expect(with.errors == without.errors, "\(words)")
            }
            #expect(try await appliance.stop() == .exit(0))
            #expect(!FileManager.default.fileExists(atPath: live.path + "/control.sock"))
        }

        /// Without the times at which something was done, and without how a link stands: only a running server has links.
        private static func lasting(_ text: String) -> String {
            text.replacing(#/\d{4}-\d\d-\d\dT[\d:.]+Z/#, with: "TIME").replacing(#/\d+ ms/#, with: "TIME")
                .replacing(#/\tmt5\t(connecting|down)\t/#, with: "\tmt5\tLINK\t")
        }

        @Test func `What a verb does while the server runs counts at once`() async throws {
            let state = try await StateFolder.withTenant()
            let appliance = try await RunningAppliance.start(in: state)
            let dealer = "dealer@acme.example"
            _ = try await appliance.signIn()
            _ = try await run(["user", "add", "--tenant", "acme", dealer, "--role", "dealer"], state, input: "a first long one\n")
            #expect(try await appliance.signInAnswer("acme", dealer, "a first long one").status == 200)
            _ = try await run(["user", "reset-password", "--tenant", "acme", dealer], state, input: "a second long one\n")
            #expect(try await appliance.signInAnswer("acme", dealer, "a first long one").status == 401)
            #expect(try await appliance.signInAnswer("acme", dealer, "a second long one").status == 200)
            _ = try await run(["tenant", "suspend", "acme"], state)
            #expect(try await appliance.signInAnswer("acme", dealer, "a second long one").status == 401)
            _ = try await run(["user", "disable", "--tenant", "acme", dealer], state)
            _ = try await run(["tenant", "resume", "acme"], state)
            #expect(try await appliance.signInAnswer("acme", dealer, "a second long one").status == 401)
            _ = try await appliance.signIn()
            _ = try await run(["tenant", "delete", "acme", "--yes"], state)
            #expect(try await appliance.signInAnswer("acme", StateFolder.owner, StateFolder.password).status == 401)
            #expect(!FileManager.default.fileExists(atPath: state.path + "/tenants/acme"))
        }

        @Test func `The socket is for its owner and its group, and lies where the configuration says`() async throws {
            let (state, folder) = (try await StateFolder.withTenant(), try TemporaryFolder())
            let socket = folder.path + "/veles.sock"
            // One that a crash left behind is no hindrance.
            try Data().write(to: URL(fileURLWithPath: socket))
            let appliance = try await RunningAppliance.start(in: state, environment: ["VELES_SERVER_CONTROL_SOCKET": socket])
            try await eventually("the control socket") { try Self.mode(socket) == 0o660 }
            let list = try await Verb.run(
                ["tenant", "list"], environment: state.environment.merging(["VELES_SERVER_CONTROL_SOCKET": socket]) { $1 })
            #expect(list.status == .exit(0) && list.output.hasPrefix("acme\t"))
            _ = try await appliance.stop()
        }

        @Test func `A server that is there and does not answer is said to be so, with status 3`() async throws {
            let state = try await StateFolder.withTenant()
            let appliance = try await RunningAppliance.start(in: state)
            try await eventually("the control socket") { FileManager.default.fileExists(atPath: state.path + "/control.sock") }
            appliance.process.send(SIGSTOP)
            let silent = try await run(["tenant", "list"], state)
            appliance.process.send(SIGCONT)
            #expect(silent.status == .exit(3) && silent.output.isEmpty, "\(silent.errors)")
            let elsewhere = try await Verb.run(
                ["tenant", "list"], environment: state.environment.merging(["VELES_SERVER_CONTROL_SOCKET": "/nonexistent/control.sock"]) { $1 })
            #expect(elsewhere.status == .exit(3) && elsewhere.errors.contains("/nonexistent/control.sock"), "\(elsewhere.errors)")
            #expect(try await run(["tenant", "list"], state).status == .exit(0))
        }

        @Test func `Verbs that run at the same time without a server wait for each other`() async throws {
            let state = try await StateFolder.withTenant()
            try await withThrowingTaskGroup(of: Verb.self) { group in
                for number in 0..<4 {
                    group.addTask {
                        try await run(["user", "add", "--tenant", "acme", "d\(number)@acme.example", "--role", "dealer"], state, input: "a long password\n")
                    }
                }
                for try await verb in group { #expect(verb.status == .exit(0), "\(verb.errors)") }
            }
            #expect(try await run(["user", "list", "--tenant", "acme"], state).output.split(separator: "\n").count == 5)
        }

        private static func mode(_ path: String) throws -> Int? {
            try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        }

        private func run(_ arguments: [String], _ state: StateFolder, input: String = "") async throws -> Verb {
            try await Verb.run(arguments, environment: state.environment, input: input)
        }
    }
}
