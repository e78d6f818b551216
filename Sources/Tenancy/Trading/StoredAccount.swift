import Brokerage

/// A client account with what the file keeps about it.
public struct StoredAccount: Sendable, Equatable {
    public var id: AccountID
    public var connection: ConnectionID
    /// The trading server's name as users see it.
    public var server: String
    public var account: Account
    /// 0 to 100; nil before the first scoring.
    public var riskScore: Double?
    public var band: String?
    public var scoreVersion: Int?
    /// False for an account beyond the plan: stored but neither scored nor alerted.
    public var isScored: Bool
    public var firstSeenAt: Timestamp
}
