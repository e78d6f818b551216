/// What a tenant subscribed to, from the smallest to the largest.
public enum Plan: String, Sendable, Codable, CaseIterable, Comparable {
    case starter, professional, enterprise

    public var limits: PlanLimits {
        switch self {
        case .starter: PlanLimits(servers: 1, accounts: 100)
        case .professional: PlanLimits(servers: 5, accounts: 1000)
        case .enterprise: PlanLimits(servers: nil, accounts: nil)
        }
    }

    private var rank: Int {
        switch self {
        case .starter: 0
        case .professional: 1
        case .enterprise: 2
        }
    }

    public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }
}

/// How much a tenant may use.
public struct PlanLimits: Sendable, Equatable {
    /// Trading servers that are read; nil for any number. Those beyond it are paused.
    public var servers: Int?
    /// Client accounts that are scored; nil for any number. Accounts beyond it are stored but neither scored nor alerted.
    public var accounts: Int?

    public init(servers: Int?, accounts: Int?) { (self.servers, self.accounts) = (servers, accounts) }

    /// The smaller of both, for each.
    func tightened(by other: PlanLimits) -> PlanLimits {
        PlanLimits(servers: Self.smaller(servers, other.servers), accounts: Self.smaller(accounts, other.accounts))
    }

    private static func smaller(_ left: Int?, _ right: Int?) -> Int? {
        guard let left, let right else { return left ?? right }
        return min(left, right)
    }
}
