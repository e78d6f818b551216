import Brokerage

/// A one-time link by which a person chooses a password. Only the digest of its secret is stored.
public struct AccessLink: Sendable, Equatable {
    public enum Kind: String, Sendable, CaseIterable {
        /// The first password of someone who was invited.
        case invitation
        /// Another password for someone who has one.
        case reset

        /// How long the link is good for.
        public var lifetime: Duration {
            switch self {
            case .invitation: .seconds(7 * 86_400)
            case .reset: .seconds(3600)
            }
        }
    }

    public var user: UserID
    public var kind: Kind
    public var expiresAt: Timestamp
}
