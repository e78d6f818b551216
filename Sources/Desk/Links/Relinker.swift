import Brokerage

/// When all links are to be found anew, as what they rest on was changed.
struct Relinker {
    /// At most so often.
    private static let interval = Duration.seconds(60)
    /// And at most for this share of the time: a long history takes longer.
    private static let share = 20
    /// A source that hands over its history is waited for.
    private static let quiet = Duration.seconds(10)

    private(set) var isRunning = false
    private var nextAt = Timestamp.distantPast
    private var historyAt = Timestamp.distantPast

    /// History came in.
    mutating func noteHistory(at now: Timestamp) { historyAt = now }

    func isDue(at now: Timestamp) -> Bool {
        !isRunning && (now >= nextAt || nextAt > now + Self.interval * Self.share) && (now >= historyAt + Self.quiet || now < historyAt)
    }

    mutating func begin() { isRunning = true }

    mutating func end(at now: Timestamp, after spent: Duration) {
        isRunning = false
        nextAt = now + max(Self.interval, spent * Self.share)
    }
}
