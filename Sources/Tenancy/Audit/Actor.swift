/// Who did something, and from where.
public struct Actor: Sendable, Equatable {
    public enum Kind: Sendable, Equatable {
        case user(UserID)
        /// A program with an API key.
        case program(APIKeyID)
        /// Whoever runs the appliance: the command line or the operator API.
        case administrator
        /// The appliance by itself.
        case system
    }

    public var kind: Kind
    /// Who it is, for people: an e-mail address, the visible part of an API key, the name of a user of the machine.
    public var label: String
    /// The address of the peer; empty for the control socket and for the appliance itself.
    public var address: String
    /// Empty when it was no request.
    public var requestID: String

    public init(kind: Kind, label: String, address: String, requestID: String) {
        (self.kind, self.label, self.address, self.requestID) = (kind, label, address, requestID)
    }

    /// The person, where it is one.
    public var user: UserID? { if case .user(let id) = kind { id } else { nil } }

    /// The appliance by itself.
    public static let system = Actor(kind: .system, label: "veles", address: "", requestID: "")
}

extension Actor.Kind {
    /// As stored and shown.
    public var name: String {
        switch self {
        case .user: "user"
        case .program: "program"
        case .administrator: "administrator"
        case .system: "system"
        }
    }

    /// The number of the user or of the API key; nil for the others.
    public var number: Int64? {
        switch self {
        case .user(let id): id.rawValue
        case .program(let id): id.rawValue
        case .administrator, .system: nil
        }
    }

    /// Nil for a name that is unknown or does not go with that number.
    init?(name: String, number: Int64?) {
        switch (name, number) {
        case ("user", let id?): self = .user(UserID(id))
        case ("program", let id?): self = .program(APIKeyID(id))
        case ("administrator", nil): self = .administrator
        case ("system", nil): self = .system
        default: return nil
        }
    }
}
