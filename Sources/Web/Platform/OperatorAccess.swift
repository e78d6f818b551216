import Desk
import Hummingbird
import HummingbirdCore
import Tenancy

/// Proves that a request comes from the operator.
struct OperatorAccess: Sendable {
    let desks: Desks
    let files: WorkThreads
    let clock: WebClock

    /// The key that a bearer token is. - Returns: nil for a token that is no operator's, for whatever reason.
    func key(bearer token: String) async throws -> OperatorKey? {
        let (control, now) = (desks.directory.control, clock.now())
        guard OperatorKey.prefix(of: token) != nil else { return nil }
        return try await files.run { try control.operatorKey(token: token, at: now) }
    }
}
