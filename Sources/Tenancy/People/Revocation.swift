/// What no longer counts of all that was given out, from the moment the change that says so is on the disk.
public enum Revocation: Sendable, Equatable {
    /// A sign-in has ended, with its access tokens and streams.
    case session(family: String)
    /// What a person may do is another now; their sign-ins go on.
    case permissions(of: UserID)
    case apiKey(APIKeyID)
    /// Everything of the tenant: it was suspended, replaced or deleted.
    case everything
}

/// The revocations of one transaction.
final class RevocationLog {
    private(set) var entries: [Revocation] = []

    func append(_ revocation: Revocation) { entries.append(revocation) }
}
