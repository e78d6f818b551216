/// Counts of one route: answers by class, and how long they took.
struct RequestMetrics: Sendable {
    /// Upper ends of the buckets, in seconds.
    static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

    /// Answers by the first digit of their status, 1 to 5.
    private(set) var classes = [UInt64](repeating: 0, count: 6)
    /// Answers by the bucket they fell in; the last is beyond all bounds.
    private(set) var buckets = [UInt64](repeating: 0, count: bounds.count + 1)
    private(set) var seconds = 0.0
    private(set) var count: UInt64 = 0

    mutating func record(status: Int, seconds: Double) {
        classes[min(5, max(1, status / 100))] += 1
        let bucket = RequestMetrics.bounds.firstIndex { seconds <= $0 } ?? RequestMetrics.bounds.count
        buckets[bucket] += 1
        self.seconds += seconds
        count += 1
    }
}
