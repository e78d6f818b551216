import Brokerage

/// Keeps one session within a number of requests a second that the trading server bears.
///
/// The limit is not published: the server answers code 12 when it was passed. The rate is halved then and grows slowly afterwards.
struct RequestBudget: Sendable {
    /// However often the server complains, one request in this many seconds is still made.
    static let slowest = 1.0 / 10
    /// Seconds without a complaint after which the rate grows by a tenth.
    static let growthSeconds = 10.0

    let ceiling: Double
    private(set) var rate: Double
    /// Requests that may be made at once. Negative while requests wait for their turn.
    private var allowance: Double
    private var countedAt: Timestamp?
    private var changedAt: Timestamp?

    init(perSecond: Double) {
        ceiling = min(max(perSecond, Self.slowest), 1000)
        rate = ceiling
        allowance = max(1, ceiling)
    }

    /// Takes the turn of one request.
    /// - Returns: How long to wait before making it.
    mutating func take(at now: Timestamp) -> Duration {
        refill(at: now)
        allowance -= 1
        return allowance >= 0 ? .zero : .milliseconds(Int64((-allowance / rate * 1000).rounded(.up)))
    }

    /// The server answered that requests come too often.
    mutating func refused(at now: Timestamp) {
        rate = max(Self.slowest, rate / 2)
        allowance = min(allowance, 0)
        changedAt = now
    }

    private mutating func refill(at now: Timestamp) {
        // A clock that was set back refills nothing; one that was set forward refills no more than one burst.
        let elapsed = max(0, now.seconds(since: countedAt ?? now))
        countedAt = now
        allowance = min(max(1, rate), allowance + elapsed * rate)
        let quiet = now.seconds(since: changedAt ?? now)
        if changedAt == nil || quiet < 0 { changedAt = now }
        guard rate < ceiling, quiet >= Self.growthSeconds else { return }
        rate = min(ceiling, rate * 1.1)
        changedAt = now
    }
}
