import JSON

/// `veles simulate mt5` as a process of its own.
public struct RunningSimulator: Sendable {
    public let process: ChildProcess
    public let port: Int
    public let login: Int64
    public let password: String
    public let certificate: String

    public static func start(accounts: Int, days: Int, more: [String] = []) async throws -> RunningSimulator {
        let arguments = ["simulate", "mt5", "--listen", "127.0.0.1:0", "--accounts", "\(accounts)", "--days", "\(days)"] + more
        let process = try ChildProcess(try VelesBinary.path(), arguments)
        return try await eventually("the simulated server's start", within: .seconds(120), seen: { process.errors }) {
            if let ending = process.ended { throw RunningAppliance.Refused(description: "\(ending): \(process.errors)") }
            guard let line = process.lines.first else { return nil }
            let json = try JSONValue(parsing: line.utf8)
            guard let port = json["endpoint"]?.string?.split(separator: ":").last.flatMap({ Int($0) }), let login = json["login"]?.integer,
                let password = json["password"]?.string, let certificate = json["certificate_sha256"]?.string
            else { throw RunningAppliance.Refused(description: String(line)) }
            return RunningSimulator(process: process, port: port, login: login, password: password, certificate: certificate)
        }
    }

    /// What `POST /connections` takes to connect to it.
    public func connection(password: String? = nil, port: Int? = nil, transport: String = "https") -> String {
        "{\"platform\":\"mt5\",\"name\":\"Simulated\",\"endpoint\":\"127.0.0.1:\(port ?? self.port)\",\"login\":\(login),"
            + "\"password\":\"\(password ?? self.password)\",\"transport\":\"\(transport)\",\"certificate_sha256\":\"\(certificate)\"}"
    }
}
