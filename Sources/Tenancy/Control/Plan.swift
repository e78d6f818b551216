/// What a tenant subscribed to.
public enum Plan: String, Sendable, Codable, CaseIterable {
    case starter, professional, enterprise

    /// Trading servers that may be connected; nil for any number.
    public var serverLimit: Int? {
        switch self {
        case .starter: 1
        case .professional: 5
        case .enterprise: nil
        }
    }

    /// Client accounts that are scored; nil for any number. Accounts beyond it are stored but neither scored nor alerted.
    public var accountLimit: Int? {
        switch self {
        case .starter: 100
        case .professional: 1000
        case .enterprise: nil
        }
    }
}
