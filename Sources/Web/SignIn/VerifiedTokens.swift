import Brokerage
import Synchronization
import Tenancy

/// Remembers whose bearer tokens were found good, so that a signature is checked once and not at every request.
///
/// The tokens themselves are not kept, only their SHA-256. An entry goes with the token's end, with the sign-in it belongs to,
/// or when there is no room: the entries that end first go first.
final class VerifiedTokens: Sendable {
    private struct Entry {
        var principal: Principal
        var until: Timestamp
    }

    private struct State {
        var entries: [[UInt8]: Entry] = [:]
        /// How often something was forgotten because it was taken back.
        var revocations = 0
    }

    private let state = Mutex(State())
    private let capacity: Int

    init(capacity: Int = 10_000) { self.capacity = max(1, capacity) }

    func principal(for digest: [UInt8], at now: Timestamp) -> Principal? {
        state.withLock { state in
            guard let entry = state.entries[digest] else { return nil }
            guard now < entry.until else {
                state.entries[digest] = nil
                return nil
            }
            return entry.principal
        }
    }

    /// A mark to take before a token is looked up, for ``remember(_:_:until:since:at:)``.
    var mark: Int { state.withLock { $0.revocations } }

    /// Remembers a token, unless anything was taken back since the mark: what was read before that may be wrong now.
    func remember(_ digest: [UInt8], _ principal: Principal, until: Timestamp, since mark: Int, at now: Timestamp) {
        state.withLock { state in
            guard state.revocations == mark else { return }
            if state.entries.count >= capacity, state.entries[digest] == nil { VerifiedTokens.makeRoom(&state.entries, at: now) }
            state.entries[digest] = Entry(principal: principal, until: until)
        }
    }

    /// Forgets the tokens that something taken back concerns.
    func forget(_ revoked: [Revocation], of tenant: TenantSlug) {
        state.withLock { state in
            state.revocations += 1
            state.entries = state.entries.filter { entry in
                entry.value.principal.tenant != tenant || !revoked.contains { $0.concerns(entry.value.principal) }
            }
        }
    }

    var count: Int { state.withLock { $0.entries.count } }

    /// Frees a tenth at once, so that a full cache is not sorted at every request.
    private static func makeRoom(_ entries: inout [[UInt8]: Entry], at now: Timestamp) {
        let target = entries.count - max(1, entries.count / 10)
        entries = entries.filter { now < $0.value.until }
        guard entries.count > target else { return }
        for (digest, _) in entries.sorted(by: { $0.value.until < $1.value.until }).prefix(entries.count - target) { entries[digest] = nil }
    }
}
