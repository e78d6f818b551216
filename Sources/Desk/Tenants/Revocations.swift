import Brokerage
import Synchronization
import Tenancy

/// Tells those who believe in tokens what of them no longer counts, whoever took it back.
public final class Revocations: Sendable {
    public typealias Listener = @Sendable (TenantSlug, [Revocation]) -> Void

    private let listeners = Mutex<[Listener]>([])

    /// Calls `listener` from now on, on the thread of whoever tells. It must be quick.
    public func listen(_ listener: @escaping Listener) { listeners.withLock { $0.append(listener) } }

    public func tell(_ revoked: [Revocation], of tenant: TenantSlug) {
        for listener in listeners.withLock({ $0 }) { listener(tenant, revoked) }
    }
}
