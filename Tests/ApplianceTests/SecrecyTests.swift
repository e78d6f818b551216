import ApplianceDriver
import Foundation
import JSON
import Testing

extension TheAppliance {
    @Suite struct Secrecy {
        private static let (owner, second) = ("planted-owner-password-1", "planted-second-password-2")
        private static let (manager, edited) = ("planted-manager-password-3", "planted-edited-password-4")
        private static let (metrics, wrong) = ("planted-metrics-token-5", "planted-wrong-password-6")

        /// Uses every kind of secret there is, and gives back each with its name.
        private func plant(_ appliance: RunningAppliance, _ state: StateFolder, told: inout [String]) async throws -> [String: String] {
            var secrets = ["owner": Self.owner, "second": Self.second, "manager": Self.manager, "edited": Self.edited, "wrong": Self.wrong]
            func note(_ answer: HTTPAnswer) -> HTTPAnswer {
                if answer.status >= 400 { told.append(answer.text) }
                return answer
            }
            _ = note(try await appliance.signInAnswer("acme", StateFolder.owner, Self.wrong))
            let signedIn = try await appliance.signInAnswer("acme", StateFolder.owner, Self.owner)
            let token = try #require(try signedIn.json["access_token"]?.string)
            secrets["access token"] = token
            secrets["refresh token"] = signedIn.headers["set-cookie"].flatMap { $0.split(separator: "=").dropFirst().first }
                .map { String($0.prefix { $0 != ";" }) }
            let client = HTTPClient(port: appliance.port, token: token)
            let key = try #require(try await run(["operator-key", "create", "--name", "k", "--json"], state).output.split(separator: "\"").first {
                $0.hasPrefix("vo_") && $0.count > 20
            })
            secrets["operator key"] = String(key)
            for (name, path, body, field) in [
                ("second factor", "/api/v1/auth/otp", #"{"password":"\#(Self.owner)"}"#, "secret"),
                ("API key", "/api/v1/api-keys", #"{"name":"k","scopes":["read"]}"#, "token"),
                ("invitation", "/api/v1/users", #"{"email":"new@acme.example","name":"New","role":"dealer"}"#, "link"),
            ] {
                let answer = try await client.post(path, json: body)
                let secret = try #require(try answer.json[field]?.string, "\(answer.text)")
                secrets[name] = secret.split(separator: "#").last.map(String.init)
            }
            told.append(try await client.get("/api/v1/api-keys").text)
            told.append(try await client.get("/api/v1/users").text)
            told.append(try await client.get("/api/v1/audit").text)
            let mt5 = #"{"platform":"mt5","name":"M","endpoint":"127.0.0.1:1","login":1,"password":"\#(Self.manager)"}"#
            let id = try #require(try await client.post("/api/v1/connections", json: mt5).json["id"]?.integer)
            _ = note(try await client.post("/api/v1/connections", json: mt5.replacing("127.0.0.1:1", with: "not a host")))
            _ = note(try await client.post("/api/v1/connections", json: mt5.replacing("}", with: #","unknown":1}"#)))
            _ = note(try await client.post("/api/v1/connections", json: String(mt5.dropLast())))
            _ = note(try await client.send(
                "PATCH", "/api/v1/connections/\(id)", headers: ["Content-Type": "application/json"], body: Array(#"{"password":"\#(Self.edited)"}"#.utf8)))
            _ = note(try await client.post("/api/v1/connections/\(id)/test", json: "{}"))
            _ = note(try await HTTPClient(port: appliance.port, token: token + "x").get("/api/v1/me"))
            _ = note(try await HTTPClient(port: appliance.port, token: String(key)).get("/api/v1/me"))
            _ = note(try await HTTPClient(port: appliance.port, token: String(key)).get("/api/v1/platform/tenants/none"))
            told.append(try await run(["user", "add", "--tenant", "acme", StateFolder.owner, "--role", "dealer"], state, input: Self.second + "\n").errors)
            told.append(try await run(["user", "reset-password", "--tenant", "acme", StateFolder.owner], state, input: Self.second + "\n").errors)
            told.append(try await client.get("/api/v1/connections").text)
            told.append(try await HTTPClient(port: appliance.port, token: Self.metrics).get("/metrics").text)
            secrets["metrics token"] = Self.metrics
            return secrets
        }

        @Test func `No secret is ever written in logs, answers, metrics, the shown configuration or the files of the state`() async throws {
            let state = try StateFolder()
            let settings = ["VELES_LOG_LEVEL": "trace", "VELES_SERVER_METRICS_TOKEN": Self.metrics]
            _ = try await run(
                ["tenant", "create", "acme", "--name", "Acme", "--plan", "enterprise", "--owner", StateFolder.owner], state, input: Self.owner + "\n")
            let appliance = try await RunningAppliance.start(in: state, environment: settings)
            var told: [String] = []
            let secrets = try await plant(appliance, state, told: &told)
            told.append(try await run(["key", "rotate"], state).output)
            told.append(try await Verb.run(["config", "show", "--json"], environment: state.environment.merging(settings) { $1 }).output)
            _ = try await appliance.stop()
            told += [appliance.process.output, appliance.process.errors]
            let master = try #require(FileManager.default.contents(atPath: state.path + "/master.key"))
            var needles = secrets.map { ($0.key, Data($0.value.utf8)) }
            needles += [
                ("master key, raw", master), ("master key, hexadecimal", Data(master.map { String(format: "%02x", $0) }.joined().utf8)),
                ("master key, base64", Data(master.base64EncodedString().prefix(40).utf8)),
            ]
            for (name, needle) in needles {
                for (place, text) in told.enumerated() { #expect(Data(text.utf8).range(of: needle) == nil, "\(name) in text \(place)") }
                for file in try files(state) where !file.hasSuffix("master.key") {
                    let bytes = try Data(contentsOf: URL(fileURLWithPath: state.path + "/" + file))
                    #expect(bytes.range(of: needle) == nil, "\(name) in \(file)")
                }
            }
        }

        private func files(_ state: StateFolder) throws -> [String] {
            try FileManager.default.subpathsOfDirectory(atPath: state.path).filter { name in
                var isFolder: ObjCBool = false
                return FileManager.default.fileExists(atPath: state.path + "/" + name, isDirectory: &isFolder) && !isFolder.boolValue
            }
        }

        private func run(_ arguments: [String], _ state: StateFolder, input: String = "") async throws -> Verb {
            try await Verb.run(arguments, environment: state.environment, input: input)
        }
    }
}
