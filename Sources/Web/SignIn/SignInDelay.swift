import Brokerage
import Synchronization

/// Makes guessing slow: after a few failures for one account from one address each further attempt must wait, twice as long each
/// time. Kept in memory; what was entered is only ever compared, so it says nothing about which accounts exist.
final class SignInDelay: Sendable {
    /// What failures are counted by.
    struct Key: Hashable, Sendable {
        var tenant: String
        var email: String
        var address: String
    }

    private struct Failures {
        var count: Int
        var last: Timestamp
    }

    /// Failures before the first wait.
    static let free = 5
    /// The longest wait, in seconds.
    static let longest = 900

    private let failures = Mutex<[Key: Failures]>([:])
    private let capacity: Int

    init(capacity: Int = 10_000) { self.capacity = max(1, capacity) }

    /// Whole seconds until the next attempt may be made; nil when it may be made now.
    func wait(for key: Key, at now: Timestamp) -> Int? {
        failures.withLock { failures in
            guard let known = failures[key] else { return nil }
            let wait = SignInDelay.seconds(after: known.count)
            let left = Double(wait) - now.seconds(since: known.last)
            guard left > 0, left <= Double(wait) else { return nil }
            return max(1, Int(left.rounded(.up)))
        }
    }

    /// - Returns: how many more may fail before the first wait.
    @discardableResult
    func noteFailure(_ key: Key, at now: Timestamp) -> Int {
        failures.withLock { failures in
            if failures.count >= capacity, failures[key] == nil { SignInDelay.makeRoom(&failures, at: now) }
            let count = (failures[key]?.count ?? 0) + 1
            failures[key] = Failures(count: count, last: now)
            return max(0, SignInDelay.free - count)
        }
    }

    func noteSuccess(_ key: Key) { failures.withLock { $0[key] = nil } }

    /// 1 s after the fifth failure, then 2, 4, 8 … up to ``longest``.
    static func seconds(after count: Int) -> Int {
        guard count >= free else { return 0 }
        return min(longest, 1 << min(count - free, 20))
    }

    private static func makeRoom(_ failures: inout [Key: Failures], at now: Timestamp) {
        failures = failures.filter { now.seconds(since: $0.value.last) < Double(longest) }
        guard let oldest = failures.min(by: { $0.value.last < $1.value.last }), failures.count > 0 else { return }
        failures[oldest.key] = nil
    }
}
