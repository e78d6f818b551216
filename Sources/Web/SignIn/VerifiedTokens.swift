import Brokerage
import Synchronization

/// Remembers whose bearer tokens were found good, so that a signature is checked once and not at every request.
///
/// The tokens themselves are not kept, only their SHA-256. An entry goes with the token's end, with the sign-in it belongs to,
/// or when there is no room: the entries that end first go first.
final class VerifiedTokens: Sendable {
    private struct Entry {
        var principal: Principal
        var until: Timestamp
    }

    private let entries = Mutex<[[UInt8]: Entry]>([:])
    private let capacity: Int

    init(capacity: Int = 10_000) { self.capacity = max(1, capacity) }

    func principal(for digest: [UInt8], at now: Timestamp) -> Principal? {
        entries.withLock { entries in
            guard let entry = entries[digest] else { return nil }
            guard now < entry.until else {
                entries[digest] = nil
                return nil
            }
            return entry.principal
        }
    }

    func remember(_ digest: [UInt8], _ principal: Principal, until: Timestamp, at now: Timestamp) {
        entries.withLock { entries in
            if entries.count >= capacity, entries[digest] == nil { VerifiedTokens.makeRoom(&entries, at: now) }
            entries[digest] = Entry(principal: principal, until: until)
        }
    }

    /// Forgets the tokens of a sign-in.
    func forget(session: String, of tenant: TenantSlug) {
        forget { $0.tenant == tenant && $0.session == session }
    }

    /// Forgets every token whose principal matches.
    func forget(where matches: (Principal) -> Bool) {
        entries.withLock { entries in entries = entries.filter { !matches($0.value.principal) } }
    }

    var count: Int { entries.withLock { $0.count } }

    /// Frees a tenth at once, so that a full cache is not sorted at every request.
    private static func makeRoom(_ entries: inout [[UInt8]: Entry], at now: Timestamp) {
        let target = entries.count - max(1, entries.count / 10)
        entries = entries.filter { now < $0.value.until }
        guard entries.count > target else { return }
        for (digest, _) in entries.sorted(by: { $0.value.until < $1.value.until }).prefix(entries.count - target) { entries[digest] = nil }
    }
}
