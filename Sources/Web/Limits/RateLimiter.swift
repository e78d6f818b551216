import Brokerage
import Synchronization
import Tenancy

/// Counts requests in token buckets by tenant, caller and address, within bounded memory.
///
/// A full bucket is the same as none, so it is forgotten first. Only when more are in use than are kept are others forgotten, the least
/// recently used first.
final class RateLimiter: Sendable {
    /// Whom a bucket belongs to.
    enum Subject: Hashable, Sendable {
        case tenant(TenantSlug)
        case caller(TenantSlug, Principal.Kind)
        case address(AddressRange)

        var scope: RateScope {
            switch self {
            case .tenant: .tenant
            case .caller: .caller
            case .address: .address
            }
        }
    }

    private struct Key: Hashable {
        var budget: Budget
        var subject: Subject
    }

    let limits: RateLimits
    private let buckets = Mutex<[Key: TokenBucket]>([:])
    private let capacity: Int
    private let now: @Sendable () -> Duration

    /// - Parameters:
    ///   - capacity: buckets that are kept at most.
    ///   - now: the time of a clock that only goes forward.
    init(_ limits: RateLimits, capacity: Int = 50_000, now: @escaping @Sendable () -> Duration) {
        (self.limits, self.capacity, self.now) = (limits, max(1, capacity), now)
    }

    /// Takes one request from each subject's bucket, or from none when one of them is empty.
    /// - Returns: how the one stands that has the least left, or makes the client wait longest; nil when none has a limit.
    func take(_ budget: Budget, _ subjects: [Subject]) -> RateStanding? {
        let limited = subjects.compactMap { subject in limits[budget, subject.scope].map { (Key(budget: budget, subject: subject), $0) } }
        guard !limited.isEmpty else { return nil }
        let now = now()
        return buckets.withLock { buckets in
            var found = limited.map { key, allowance in
                var bucket = buckets[key] ?? TokenBucket(allowance, at: now)
                bucket.fill(allowance, at: now)
                return bucket
            }
            let isAllowed = found.allSatisfy(\.hasToken)
            if isAllowed { for index in found.indices { found[index].take(1) } }
            for ((key, _), bucket) in zip(limited, found) { keep(bucket, as: key, &buckets) }
            let standings = zip(limited, found).map {
                RateStanding($0.1, $1, scope: $0.0.subject.scope, budget: budget, isAllowed: isAllowed)
            }
            return isAllowed ? standings.min { $0.share < $1.share } : standings.max { $0.reset < $1.reset }
        }
    }

    /// Takes what a request turned out to cost beyond the one that it took at first; buckets may be left in debt.
    func charge(_ cost: Double, to budget: Budget, _ subjects: [Subject]) {
        guard cost > 0 else { return }
        let now = now()
        buckets.withLock { buckets in
            for subject in subjects {
                guard let allowance = limits[budget, subject.scope] else { continue }
                let key = Key(budget: budget, subject: subject)
                var bucket = buckets[key] ?? TokenBucket(allowance, at: now)
                bucket.fill(allowance, at: now)
                bucket.take(cost)
                keep(bucket, as: key, &buckets)
            }
        }
    }

    /// Buckets kept now.
    var count: Int { buckets.withLock { $0.count } }

    private func keep(_ bucket: TokenBucket, as key: Key, _ buckets: inout [Key: TokenBucket]) {
        if buckets.count >= capacity, buckets[key] == nil { makeRoom(&buckets, at: bucket.filledAt) }
        buckets[key] = bucket
    }

    /// Forgets the full ones, and then as many of the least recently used as leaves a tenth free, so that it is seldom done.
    private func makeRoom(_ buckets: inout [Key: TokenBucket], at now: Duration) {
        buckets = buckets.filter { key, bucket in
            guard let allowance = limits[key.budget, key.subject.scope] else { return false }
            return (now - bucket.filledAt).inSeconds < bucket.wait(for: Double(allowance.count), allowance)
        }
        let target = capacity - max(1, capacity / 10)
        guard buckets.count > target else { return }
        let oldest = buckets.sorted { $0.value.filledAt < $1.value.filledAt }.prefix(buckets.count - target)
        for (key, _) in oldest { buckets[key] = nil }
    }
}
