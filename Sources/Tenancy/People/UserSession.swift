import Brokerage

/// A sign-in that goes on: one browser of one person. Each refresh gives it a new row; ``family`` stays.
public struct UserSession: Sendable, Equatable {
    public var id: Int64
    public var user: UserID
    /// The same for all rows of one sign-in. Access tokens name it.
    public var family: String
    /// When the person signed in.
    public var createdAt: Timestamp
    public var lastUsedAt: Timestamp
    public var expiresAt: Timestamp
    public var address: String
    public var userAgent: String
}

/// How long sign-ins last.
public struct SessionLifetime: Sendable, Equatable {
    /// Without any use.
    public var idle: Duration
    /// In all.
    public var absolute: Duration

    public init(idle: Duration = .seconds(7 * 86_400), absolute: Duration = .seconds(30 * 86_400)) {
        (self.idle, self.absolute) = (idle, absolute)
    }
}

/// What a refresh token was found to be.
public enum RefreshOutcome: Sendable, Equatable {
    /// It was good and is spent; the new token takes its place.
    case rotated(UserSession, token: String)
    /// It had been spent before: someone holds a copy. The whole sign-in was ended.
    case reused(UserID, family: String)
    /// It is not known, has run out, or its person is locked out.
    case refused
}
