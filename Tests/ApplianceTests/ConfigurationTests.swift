import ApplianceDriver
import Foundation
import JSON
import Testing

extension TheAppliance {
    @Suite struct ConfigurationFiles {
        private func folder(_ files: [String: String]) throws -> TemporaryFolder {
            let folder = try TemporaryFolder()
            try FileManager.default.createDirectory(atPath: folder.path + "/conf.d", withIntermediateDirectories: true)
            for (name, text) in files { try Data(text.utf8).write(to: URL(fileURLWithPath: folder.path + "/" + name)) }
            return folder
        }

        private func show(_ folder: TemporaryFolder, _ options: [String] = [], environment: [String: String] = [:]) async throws -> [String: JSONValue] {
            let verb = try await Verb.run(
                ["config", "show", "--json", "--config", folder.path + "/veles.toml"] + options, environment: environment)
            #expect(verb.status == .exit(0), "\(verb.errors)")
            let lines = try JSONValue(parsing: verb.output.utf8).elements ?? []
            return Dictionary(lines.compactMap { line in line["key"]?.string.map { ($0, line) } }, uniquingKeysWith: { $1 })
        }

        @Test func `The file, then drop-ins by name, then the environment: the later wins, and where a value comes from is said`() async throws {
            let folder = try folder([
                "veles.toml": "[server]\nlisten = \"127.0.0.1:1\"\nassets = \"/a\"\n[log]\nlevel = \"debug\"\n[state]\ndirectory = \"/s\"\n",
                "conf.d/20-b.toml": "[server]\nlisten = \"127.0.0.1:3\"\n", "conf.d/10-a.toml": "[server]\nlisten = \"127.0.0.1:2\"\nassets = \"/b\"\n",
                "conf.d/30-c.txt": "nonsense", "conf.d/.40-hidden.toml": "nonsense",
            ])
            let shown = try await show(folder, environment: ["VELES_LOG_LEVEL": "error"])
            #expect(shown["server.listen"]?["value"]?.string == "127.0.0.1:3")
            #expect(shown["server.listen"]?["origin"]?.string == folder.path + "/conf.d/20-b.toml")
            #expect(shown["server.assets"]?["value"]?.string == "/b")
            #expect(shown["log.level"]?["value"]?.string == "error" && shown["log.level"]?["origin"]?.string == "VELES_LOG_LEVEL")
            #expect(shown["state.directory"]?["origin"]?.string == folder.path + "/veles.toml")
            #expect(shown["server.control_socket"]?["origin"]?.string == "default")
            let defaults = try await show(folder, ["--defaults"])
            #expect(defaults["server.listen"]?["value"]?.string == "127.0.0.1:8080" && defaults.values.allSatisfy { $0["origin"]?.string == "default" })
        }

        @Test func `A secret is never shown, and may stand in a file of its own`() async throws {
            let (folder, secret) = (try folder(["veles.toml": ""]), "plain-to-see-7391")
            let file = folder.path + "/token"
            try Data("\(secret)\n".utf8).write(to: URL(fileURLWithPath: file))
            for environment in [["VELES_SERVER_METRICS_TOKEN": secret], ["VELES_SERVER_METRICS_TOKEN_FILE": file]] {
                for options in [["--json"], ["--env"], []] {
                    let verb = try await Verb.run(
                        ["config", "show", "--config", folder.path + "/veles.toml"] + options, environment: environment)
                    #expect(verb.status == .exit(0) && verb.output.contains("********") && !verb.output.contains(secret), "\(verb.output)")
                }
            }
            let both = try await Verb.run(
                ["check-config", "--config", folder.path + "/veles.toml"],
                environment: ["VELES_SERVER_METRICS_TOKEN": secret, "VELES_SERVER_METRICS_TOKEN_FILE": file])
            #expect(both.status == .exit(1) && both.errors.contains("server.metrics_token_file") && !both.errors.contains(secret))
        }

        @Test(arguments: [
            ("[server]\nlisen = \"127.0.0.1:0\"\n", ["server.lisen", "server.listen"]), ("[server]\nlisten = \"8080\"\n", ["server.listen"]),
            ("[log]\nlevel = \"loud\"\n", ["log.level", "loud"]), ("= nonsense", ["TOML"]),
            ("[keys]\nmaster_key_file = \"/a\"\nmaster_passphrase_file = \"/b\"\n", ["keys.master_key_file", "keys.master_passphrase_file"]),
            ("[server]\nmetrics_token_file = \"/no/such/file\"\n", ["server.metrics_token_file", "/no/such/file"]),
            ("[server]\ncontrol_socket = \"/\(String(repeating: "x", count: 200))\"\n", ["server.control_socket"]),
        ]) func `What is wrong is found before anything starts`(text: String, words: [String]) async throws {
            let folder = try folder(["conf.d/10-wrong.toml": text, "veles.toml": ""])
            let verb = try await Verb.run(["check-config", "--config", folder.path + "/veles.toml"])
            #expect(verb.status == .exit(1) && verb.output.isEmpty && verb.errors.split(separator: "\n").count == 1, "\(verb.errors)")
            for word in words { #expect(verb.errors.contains(word), "\(verb.errors)") }
        }

        @Test func `A configuration in order is said to be so`() async throws {
            let folder = try folder(["veles.toml": "[server]\nlisten = \"127.0.0.1:1\"\n"])
            #expect(try await Verb.run(["check-config", "--config", folder.path + "/veles.toml"]).status == .exit(0))
        }
    }
}
