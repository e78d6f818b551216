import Brokerage
import HTTPTypes
import Synchronization

/// Answers a write that is sent again with the same `Idempotency-Key` as the first time, instead of doing it twice.
///
/// Kept in memory, for a day at most, and a bounded number a tenant: the oldest go first. A client that repeats after the server
/// has started again may therefore do its write twice; ingest and imports are safe from that by themselves.
final class RepeatedWrites: Sendable {
    /// Which write a key stands for.
    struct Key: Hashable, Sendable {
        var tenant: TenantSlug
        var caller: Principal.Kind
        var key: String
    }

    /// An answer as it was given.
    struct Kept: Sendable, Equatable {
        var status: HTTPResponse.Status
        var contentType: String?
        var location: String?
        var body: [UInt8]
    }

    enum Verdict: Sendable, Equatable {
        /// New: do it, then call ``keep(_:for:at:)`` or ``drop(_:)``.
        case proceed
        case answer(Kept)
        /// The same write is being done at this moment.
        case underWay
        /// The key was used for another request.
        case otherRequest
    }

    private enum Stage {
        case underWay
        case done(Kept)
    }

    private struct Entry {
        var fingerprint: [UInt8]
        var stage: Stage
        var at: Timestamp
        var order: UInt64
    }

    private struct State {
        var entries: [Key: Entry] = [:]
        var perTenant: [TenantSlug: Int] = [:]
        var order: UInt64 = 0

        mutating func remove(_ key: Key) {
            guard entries.removeValue(forKey: key) != nil else { return }
            perTenant[key.tenant, default: 1] -= 1
        }

        mutating func removeOldest(of tenant: TenantSlug) {
            let oldest = entries.filter { $0.key.tenant == tenant }.min { $0.value.order < $1.value.order }
            if let oldest { remove(oldest.key) }
        }
    }

    static let lifetime = Duration.seconds(86_400)
    /// Characters of the longest key that is taken.
    static let maxKey = 128
    /// Bytes of the largest answer that is kept.
    static let maxBody = 64 * 1024

    private let state = Mutex(State())
    private let capacity: Int

    init(perTenant capacity: Int = 1000) { self.capacity = max(1, capacity) }

    /// - Parameter fingerprint: a hash of verb, path and body.
    func begin(_ key: Key, fingerprint: [UInt8], at now: Timestamp) -> Verdict {
        state.withLock { state in
            if let entry = state.entries[key], now - entry.at < RepeatedWrites.lifetime {
                guard entry.fingerprint == fingerprint else { return .otherRequest }
                switch entry.stage {
                case .underWay: return .underWay
                case .done(let kept): return .answer(kept)
                }
            }
            state.remove(key)
            if state.perTenant[key.tenant, default: 0] >= capacity { state.removeOldest(of: key.tenant) }
            state.order += 1
            state.entries[key] = Entry(fingerprint: fingerprint, stage: .underWay, at: now, order: state.order)
            state.perTenant[key.tenant, default: 0] += 1
            return .proceed
        }
    }

    func keep(_ answer: Kept, for key: Key) {
        guard answer.body.count <= RepeatedWrites.maxBody else { return drop(key) }
        state.withLock { $0.entries[key]?.stage = .done(answer) }
    }

    /// Forgets a write that failed for a reason that may pass, so that it can be tried again.
    func drop(_ key: Key) { state.withLock { $0.remove(key) } }
}
