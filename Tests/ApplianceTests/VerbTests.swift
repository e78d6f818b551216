import ApplianceDriver
import Foundation
import JSON
import Testing

extension TheAppliance {
    @Suite struct Verbs {
        @Test func `Tenants are made, listed, suspended, resumed and deleted`() async throws {
            let state = try await StateFolder.withTenant()
            let list = try await run(["tenant", "list", "--json"], state)
            let tenants = try JSONValue(parsing: list.output.utf8).elements ?? []
            #expect(tenants.first?["slug"]?.string == "acme" && tenants.first?["plan"]?.string == "enterprise")
            #expect(try await run(["tenant", "suspend", "acme"], state).status == .exit(0))
            #expect(try await run(["tenant", "show", "acme"], state).output.contains("suspended"))
            #expect(try await run(["tenant", "resume", "acme"], state).status == .exit(0))
            #expect(try await run(["tenant", "delete", "acme"], state, input: "acm\n").status == .exit(1))
            #expect(try await run(["tenant", "delete", "acme"], state, input: "acme\n").status == .exit(0))
            #expect(try await run(["tenant", "show", "acme"], state).status == .exit(1))
            #expect(!FileManager.default.fileExists(atPath: state.path + "/tenants/acme"))
        }

        @Test func `People are added and disabled, and a lost password is set anew`() async throws {
            let state = try await StateFolder.withTenant()
            let dealer = "dealer@acme.example"
            let added = try await run(["user", "add", "--tenant", "acme", dealer, "--role", "dealer"], state, input: "a first long one\n")
            #expect(added.status == .exit(0))
            let reset = try await run(["user", "reset-password", "--tenant", "acme", dealer], state, input: "a second long one\n")
            #expect(reset.status == .exit(0))
            let first = try await RunningAppliance.start(in: state)
            #expect(try await first.signInAnswer("acme", dealer, "a first long one").status == 401)
            #expect(try await first.signInAnswer("acme", dealer, "a second long one").status == 200)
            try await first.stop()
            #expect(try await run(["user", "disable", "--tenant", "acme", dealer], state).status == .exit(0))
            let second = try await RunningAppliance.start(in: state)
            #expect(try await second.signInAnswer("acme", dealer, "a second long one").status == 401)
        }

        @Test(arguments: [
            (["tenant", "create", "acme", "--name", "A", "--plan", "starter", "--owner", "a@b.example"], Int32(1), "already"),
            (["tenant", "create", "Not A Slug", "--name", "A", "--plan", "starter", "--owner", "a@b.example"], 2, "a-z"),
            (["tenant", "create", "next", "--name", "A", "--plan", "golden", "--owner", "a@b.example"], 2, "professional"),
            (["tenant", "create", "next", "--name", "A", "--plan", "starter", "--owner", "nobody"], 2, "e-mail"),
            (["tenant", "show", "nobody"], 1, "no tenant nobody"), (["user", "list", "--tenant", "nobody"], 1, "no tenant nobody"),
            (["user", "disable", "--tenant", "acme", "who@acme.example"], 1, "who@acme.example"),
            (["import", "--tenant", "acme", "/no/such/file"], 1, "/no/such/file"), (["serve", "--config", "/no/such/file"], 1, "/no/such/file"),
            (["connection", "add", "--tenant", "acme", "--name", "X", "--endpoint", "a b", "--login", "1"], 1, "endpoint"),
            (["connection", "add", "--tenant", "acme", "--name", "X", "--platform", "mt6"], 2, "mt5"),
        ]) func `What cannot be done is said in one line and by the status`(arguments: [String], status: Int32, words: String) async throws {
            let verb = try await run(arguments, .withTenant(), input: "a password of some length\n")
            #expect(verb.status == .exit(status))
            #expect(verb.errors.hasPrefix("veles: ") && verb.errors.split(separator: "\n").count == 1, "\(verb.errors)")
            #expect(verb.errors.contains(words), "\(verb.errors)")
            #expect(verb.output.isEmpty)
        }

        @Test(arguments: [
            ["frobnicate"], ["tenant", "list", "--frobnicate"], ["tenant", "show"], ["demo", "--accounts", "0"], ["simulate", "mt5", "--speed", "-1"],
        ])
        func `Wrong usage ends with status 2`(arguments: [String]) async throws {
            let verb = try await run(arguments, StateFolder())
            #expect(verb.status == .exit(2))
            #expect(!verb.errors.isEmpty && verb.output.isEmpty)
        }

        @Test(arguments: [["version"], ["--version"], ["--help"], ["serve", "--help"]])
        func `Help and version are no errors`(arguments: [String]) async throws {
            let verb = try await run(arguments, StateFolder())
            #expect(verb.status == .exit(0))
            #expect(!verb.output.isEmpty && verb.errors.isEmpty)
        }

        @Test(arguments: [
            ("[server]\nlisen = \"127.0.0.1:0\"\n", ["server.lisen", "server.listen"]),
            ("[serve]\nlisten = \"x\"\n", ["serve.listen", "server.listen"]),
            ("[server]\nlisten = 8080\n", ["server.listen"]), ("[server]\nlisten = \"8080\"\n", ["server.listen"]), ("= nonsense", ["TOML"]),
            ("listen = \"x\"\n", ["listen", "[server]"]), ("[log]\nlevel = \"loud\"\n", ["log.level", "loud"]),
        ]) func `A wrong configuration stops the start and names the key`(text: String, words: [String]) async throws {
            let state = try StateFolder()
            let folder = try TemporaryFolder()
            let file = folder.path + "/veles.toml"
            try Data(text.utf8).write(to: URL(fileURLWithPath: file))
            let verb = try await run(["serve", "--config", file], state)
            #expect(verb.status == .exit(1))
            #expect(verb.errors.hasPrefix("veles: ") && verb.errors.split(separator: "\n").count == 1, "\(verb.errors)")
            for word in words { #expect(verb.errors.contains(word), "\(verb.errors)") }
            #expect(!FileManager.default.fileExists(atPath: state.path), "a wrong configuration must leave nothing behind")
        }

        private func run(_ arguments: [String], _ state: StateFolder, input: String = "") async throws -> Verb {
            try await Verb.run(arguments, environment: state.environment, input: input)
        }
    }
}
