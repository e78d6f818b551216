import Foundation
import JSON

/// `veles serve` as a process of its own.
public struct RunningAppliance: Sendable {
    public struct Refused: Error, CustomStringConvertible { public var description: String }

    public let process: ChildProcess
    public let port: Int
    /// Kept, as a folder that nothing refers to is removed.
    private let state: StateFolder
    /// Without a token; ``signIn()`` gives one that has.
    public var visitor: HTTPClient { HTTPClient(port: port) }

    /// Starts on a state folder and waits until the web server listens.
    /// - Parameter environment: further settings, or other than the usual: plain HTTP on a free port.
    public static func start(in state: StateFolder, environment: [String: String] = [:]) async throws -> RunningAppliance {
        var variables = state.environment
        variables["VELES_SERVER_LISTEN"] = "127.0.0.1:0"
        variables["VELES_SERVER_ASSETS"] = VelesBinary.assets
        variables["VELES_TLS_MODE"] = "off"
        variables.merge(environment) { $1 }
        let process = try ChildProcess(try VelesBinary.path(), ["serve"], environment: variables)
        let port: Int = try await eventually("the web server's start", seen: { process.output + process.errors }) {
            if let ending = process.ended { throw Refused(description: "\(ending): \(process.errors)") }
            return Self.port(in: process.lines)
        }
        return RunningAppliance(process: process, port: port, state: state)
    }

    private static func port(in lines: [Substring]) -> Int? {
        for line in lines {
            guard let event = try? JSONValue(parsing: line.utf8), event["message"]?.string == "The web server listens." else { continue }
            return event["port"]?.string.flatMap { Int($0) }
        }
        return nil
    }

    /// Signs the owner of a tenant in.
    public func signIn(_ tenant: String = StateFolder.slug) async throws -> HTTPClient {
        let answer = try await signInAnswer(tenant, StateFolder.owner, StateFolder.password)
        guard let token = try answer.json["access_token"]?.string else { throw Refused(description: answer.text) }
        return HTTPClient(port: port, token: token)
    }

    public func signInAnswer(_ tenant: String, _ email: String, _ password: String) async throws -> HTTPAnswer {
        try await visitor.post("/api/v1/auth/login", json: "{\"tenant\":\"\(tenant)\",\"email\":\"\(email)\",\"password\":\"\(password)\"}")
    }

    /// Stops it as the service manager does. - Returns: how it ended.
    @discardableResult
    public func stop() async throws -> ChildProcess.Ending {
        process.send(SIGTERM)
        return try await process.end()
    }
}

/// A state folder with tenants made by the command.
public struct StateFolder: Sendable {
    public static let slug = "acme"
    public static let owner = "owner@acme.example"
    public static let password = "correct horse battery"

    private let folder: TemporaryFolder?
    public let path: String
    public var environment: [String: String] { ["VELES_STATE_DIRECTORY": path] }

    /// A folder of its own, or one that lies in a place that is given.
    public init(path: String? = nil) throws {
        folder = path == nil ? try TemporaryFolder() : nil
        self.path = path ?? (folder?.path ?? "") + "/state"
    }

    /// A folder with one tenant.
    public static func withTenant() async throws -> StateFolder {
        let state = try StateFolder()
        try await state.create()
        return state
    }

    public func create(_ slug: String = StateFolder.slug, plan: String = "enterprise") async throws {
        let verb = try await Verb.run(
            ["tenant", "create", slug, "--name", "Acme Markets", "--plan", plan, "--owner", StateFolder.owner], environment: environment,
            input: StateFolder.password + "\n")
        guard verb.status == .exit(0) else { throw RunningAppliance.Refused(description: verb.errors) }
    }

    public func file(of slug: String = StateFolder.slug) -> String { "\(path)/tenants/\(slug)/tenant.db" }
}
