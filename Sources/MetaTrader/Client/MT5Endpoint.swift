import NIOCore

/// Where a trading server's Web API is and who logs in to it.
public struct MT5Endpoint: Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    public enum Transport: String, Sendable, CaseIterable {
        /// The default.
        case https
        /// For old servers, over a trusted network only.
        case tcp
    }

    /// Of the TCP transport; HTTPS has TLS.
    public enum Encryption: String, Sendable, CaseIterable {
        case none, aes256ofb
    }

    /// Which TLS certificates are accepted.
    public enum Trust: Sendable, Equatable {
        /// What this machine trusts, for the host's name.
        case system
        /// The certificate with this SHA-256, in hexadecimal with or without colons, whatever else it says.
        case pinned(sha256: String)
        /// Any. The password hash can then be attacked by whoever stands between.
        case off
    }

    public struct Timeouts: Sendable, Equatable {
        /// To open the connection. Servers drop strangers without a word.
        public var connect = TimeAmount.seconds(5)
        /// Without a byte of an answer that is due.
        public var silence = TimeAmount.seconds(30)
        /// For one whole answer.
        public var answer = TimeAmount.seconds(150)
        /// For each of the steps of a log-in.
        public var logIn = TimeAmount.seconds(5)

        public init() {}
    }

    public var host: String
    public var port: Int
    public var transport = Transport.https
    public var encryption = Encryption.aes256ofb
    public var trust = Trust.system
    /// The manager's login.
    public var login: Int64
    /// The manager's API password.
    public var password: String
    /// How the product names itself. No blanks.
    public var agent = "Veles"
    /// The build the product claims to be; servers want 484 at least.
    public var version = 3661
    public var timeouts = Timeouts()
    /// The most bytes of one answer that are accepted.
    public var answerLimit = 64 * 1_048_576

    public init(host: String, port: Int = 443, login: Int64, password: String) {
        (self.host, self.port, self.login, self.password) = (host, port, login, password)
    }

    /// Without the password, so that it is safe in logs.
    public var description: String { "\(transport.rawValue) \(login)@\(host):\(port)" }
    public var debugDescription: String { description }

    /// - Throws: ``MT5Error/Code/configuration`` with what to change.
    func check() throws(MT5Error) {
        guard !host.isEmpty, host.utf8.count <= 255, host.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else {
            throw MT5Error(.configuration, "The server address is not a host name or IP address.")
        }
        guard (1...65_535).contains(port) else { throw MT5Error(.configuration, "The port must be between 1 and 65535.") }
        guard login > 0 else { throw MT5Error(.configuration, "The manager login must be a number above zero.") }
        guard !agent.isEmpty, !agent.contains(" ") else { throw MT5Error(.configuration, "The agent name must be one word.") }
    }
}
