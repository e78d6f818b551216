import Desk
import Hummingbird
import HummingbirdCore
import Tenancy

/// Proves that a request comes from the operator. An operator's key opens the operator API and nothing else, and no other token opens that.
struct OperatorAccess: Sendable {
    let desks: Desks
    let files: WorkThreads
    let clock: WebClock

    /// Who asks, for the audit trail. - Throws: ``Problem/unauthorized``.
    func actor(_ call: Call) async throws -> Actor {
        let (control, now) = (desks.directory.control, clock.now())
        guard let token = Authenticator.bearer(call.request.headers[.authorization]), OperatorKey.prefix(of: token) != nil,
            let key = try await files.run({ try control.operatorKey(token: token, at: now) })
        else { throw Problem.unauthorized }
        return Actor(kind: .administrator, label: key.prefix, address: call.peer, requestID: call.requestID)
    }
}
