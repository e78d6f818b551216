/// The share of time in which the reference has jumped and the own quote has not followed (risk-domain 6.2): what a trader without
/// knowledge of the reference hits by chance.
struct StaleShare: Sendable, BitwiseCopyable {
    /// How long after a jump a trade is suspect, in microseconds.
    static let window: Int64 = 300_000
    /// Nobody is accused of hitting windows rarer than this by less than chance would.
    private static let least: Float = 0.002
    /// Longer pauses between quotes tell nothing of the time between.
    private static let longestStep: Int64 = 5_000_000

    /// Seconds inside and seconds in all: 24 hours, then all hours, then the last minutes.
    private var inside = InlineArray<26, Float>(repeating: 0)
    private var total = InlineArray<26, Float>(repeating: 0)
    private var openedAt: Int64 = .min
    private var endsAt: Int64 = .min
    private var seen: Int64 = .min

    /// A jump of the reference, or more of it, while the own quote has not followed.
    mutating func open(at time: Int64) {
        advance(to: time, isFollowed: false)
        if openedAt == .min { openedAt = time }
        endsAt = time &+ Self.window
    }

    /// Time passes; the own quote may have followed.
    mutating func advance(to time: Int64, isFollowed: Bool) {
        guard time > seen else { return }
        let step = seen == .min ? 0 : time &- seen
        if step > 0, step <= Self.longestStep { count(step, of: time) }
        seen = time
        if isFollowed || time >= endsAt { openedAt = .min }
    }

    var isOpen: Bool { openedAt != .min }

    private mutating func count(_ step: Int64, of time: Int64) {
        let within = openedAt == .min ? 0 : max(0, min(time, endsAt) &- max(openedAt, time &- step))
        let hour = PlaceboRates.hour(of: time)
        // An hour remembers about five of its kind, the short memory ten minutes.
        add(within, step, at: hour, memory: 5 * 3600)
        add(within, step, at: 24, memory: 5 * 86_400)
        add(within, step, at: 25, memory: 600)
    }

    private mutating func add(_ within: Int64, _ step: Int64, at row: Int, memory: Float) {
        let seconds = Float(step) / 1e6
        let kept = 1 / (1 + seconds / memory)
        inside[row] = inside[row] * kept + Float(within) / 1e6
        total[row] = total[row] * kept + seconds
    }

    /// As of now: the larger of the hour's share, drawn to that of the day, and the last minutes'.
    func share(hour: Int) -> Double {
        let day = inside[24] / max(total[24], 600)
        let row = max(0, hour) % 24
        let usual = (inside[row] + 600 * day) / (total[row] + 600)
        let lately = (inside[25] + 120 * usual) / (total[25] + 120)
        return Double(min(1, max(Self.least, usual, lately)))
    }
}
