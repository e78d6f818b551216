import Brokerage

/// A trading server of a tenant, or a door for pushed events.
public struct Connection: Sendable, Equatable {
    public enum Transport: String, Sendable, Codable, CaseIterable {
        case https, tcp
    }

    /// How the link stands. The states up to `down` come and go by themselves.
    public enum Status: String, Sendable, CaseIterable {
        case connecting
        case catchingUp = "catching_up"
        case live, degraded, down
        /// Given up until someone edits the connection: the password was refused, for instance.
        case stopped
        /// Switched off by a user.
        case disabled
    }

    public var id: ConnectionID
    public var platform: Platform
    public var name: String
    /// `host:port`; nil for push.
    public var endpoint: String?
    public var login: Int64?
    public var transport: Transport?
    public var encryption: String?
    /// Masks of the account groups to read; nil for all.
    public var groups: String?
    /// SHA-256 of the server's certificate, when it is pinned.
    public var certificateSHA256: String?
    public var hasCredentials: Bool
    public var status: Status
    /// Why the link stands as it does, for a person.
    public var reason: String?
    /// As measured; nil before the first measurement.
    public var clock: ServerClock?
    public var serverBuild: Int?
    public var createdAt: Timestamp
    public var updatedAt: Timestamp
}

/// What a user states of a connection.
public struct ConnectionDraft: Sendable, Equatable {
    public var platform: Platform
    public var name: String
    public var endpoint: String?
    public var login: Int64?
    public var transport: Connection.Transport?
    public var encryption: String?
    public var groups: String?
    public var certificateSHA256: String?

    public init(platform: Platform, name: String) { (self.platform, self.name) = (platform, name) }
}
