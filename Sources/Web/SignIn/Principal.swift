import Brokerage
import Tenancy

/// Who a request comes from, once that is proved.
struct Principal: Sendable, Equatable {
    enum Kind: Sendable, Hashable {
        case user(UserID)
        /// A program with an API key.
        case program(APIKeyID)
    }

    var tenant: TenantSlug
    var kind: Kind
    /// Who it is, for people: the e-mail address, or the visible part of the key.
    var label: String
    var role: Role
    var permissions: Set<Permission>
    /// The sign-in behind a user's access token, by its family.
    var session: String?
    /// When what was shown stops being good; nil for API keys without an end.
    var expiresAt: Timestamp?
    /// From where a key may be used; anywhere when empty.
    var allowedAddresses: [AddressRange] = []

    /// The person, where it is one.
    var user: UserID? { if case .user(let id) = kind { id } else { nil } }

    /// As the audit trail names them. - Parameter address: Where they ask from; empty over a Unix socket.
    func actor(address: String, requestID: String) -> Actor {
        let kind: Actor.Kind =
            switch kind {
            case .user(let id): .user(id)
            case .program(let id): .program(id)
            }
        return Actor(kind: kind, label: label, address: address, requestID: requestID)
    }
}
