import Brokerage

/// The offsets that were measured on a server's clock: for each run of equal readings its first and its last.
struct ClockEvidence: Sendable, Equatable {
    struct Run: Sendable, Equatable {
        /// Seconds ahead of UTC.
        var offset: Int
        var first: Timestamp
        var last: Timestamp
    }

    /// Six years of a clock that changes twice a year.
    static let capacity = 12

    private(set) var runs: [Run] = []

    init() {}

    var last: Run? { runs.last }

    mutating func add(_ offset: Int, at instant: Timestamp) {
        if let index = runs.indices.last, runs[index].offset == offset {
            runs[index].last = max(runs[index].last, instant)
            return
        }
        runs.append(Run(offset: offset, first: instant, last: instant))
        if runs.count > Self.capacity { runs.removeFirst() }
    }

    mutating func dropOldest() {
        if !runs.isEmpty { runs.removeFirst() }
    }

    /// Whether a clock of that rule would have shown every reading.
    func fits(_ clock: ServerClock) -> Bool {
        runs.allSatisfy { clock.offset(at: $0.first) == $0.offset && clock.offset(at: $0.last) == $0.offset }
    }

    /// `7200 1700000000 1710000000;10800 …`: offset, first and last reading of each run, in seconds.
    var text: String {
        runs.map { "\($0.offset) \($0.first.seconds) \($0.last.seconds)" }.joined(separator: ";")
    }

    /// Reads what ``text`` wrote. A run that cannot be read is left out.
    init(text: String) {
        for part in text.split(separator: ";").suffix(Self.capacity) {
            let numbers = part.split(separator: " ").compactMap { Int64($0) }
            guard numbers.count == 3, numbers[0].magnitude < 4_000_000_000, numbers[1] <= numbers[2], numbers[1].magnitude < 1 << 40,
                numbers[2].magnitude < 1 << 40
            else { continue }
            runs.append(Run(offset: Int(numbers[0]), first: Timestamp(seconds: numbers[1]), last: Timestamp(seconds: numbers[2])))
        }
    }
}
