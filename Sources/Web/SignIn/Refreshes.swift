import Brokerage

/// Lets several tabs of one browser refresh at the same time.
///
/// They share one refresh cookie; the first to come spends it. Without this the second would look like a thief with a copy, and
/// the whole sign-in would end. So a token that was spent a moment ago gives the same answer once more.
actor Refreshes {
    /// How long the answer stands.
    static let grace = Duration.seconds(10)

    private struct Running {
        var task: Task<SignedIn, any Error>
        var since: Timestamp
    }

    private var running: [[UInt8]: Running] = [:]

    /// - Parameter digest: of the refresh token.
    func refresh(_ digest: [UInt8], at now: Timestamp, _ body: @escaping @Sendable () async throws -> SignedIn) async throws -> SignedIn {
        running = running.filter { now - $0.value.since < Refreshes.grace }
        if let same = running[digest] { return try await same.task.value }
        // Kept here until the grace is over; it ends with the one write it does.
        let task = Task { try await body() }
        running[digest] = Running(task: task, since: now)
        do {
            return try await task.value
        } catch {
            running[digest] = nil
            throw error
        }
    }
}

/// What a sign-in or a refresh gives.
struct SignedIn: Sendable {
    var tenant: TenantSlug
    var access: String
    var refresh: String
    /// Seconds that the refresh token is good for.
    var refreshLifetime: Int64
}
