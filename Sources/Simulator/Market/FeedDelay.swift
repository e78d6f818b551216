/// How far the broker's own feed runs behind the true prices.
///
/// The delay is lognormal (median 120 ms, sigma 0.5), drawn for every second and smoothed between, so the feed never runs
/// backwards. Twice a day it freezes for 3 to 15 s.
struct FeedDelay: Sendable {
    private let seed: UInt64
    /// The day whose freezes are at hand.
    private var day = Int64.min
    private var freezes: (Range<Int64>, Range<Int64>) = (0..<0, 0..<0)

    init(seed: UInt64) { self.seed = seed }

    /// Milliseconds that a tick made at `instant` is behind.
    func delay(at instant: Int64) -> Int64 {
        let second = instant / 1000
        let part = Double(instant % 1000) / 1000
        return Int64(mark(second) * (1 - part) + mark(second + 1) * part)
    }

    /// The freeze that an instant falls into.
    mutating func freeze(at instant: Int64) -> Range<Int64>? {
        let wanted = instant / 86_400_000
        if wanted != day {
            day = wanted
            freezes = (freeze(0, ofDay: wanted), freeze(1, ofDay: wanted))
        }
        return freezes.0.contains(instant) ? freezes.0 : freezes.1.contains(instant) ? freezes.1 : nil
    }

    /// The first (0) or second (1) freeze of a UTC day.
    func freeze(_ which: Int, ofDay day: Int64) -> Range<Int64> {
        var chance = Chance(seed: Chance.hash(seed, 0x667A &+ UInt64(which), UInt64(bitPattern: day)))
        let start = day * 86_400_000 + Int64(chance.unit() * 86_000_000)
        return start..<(start + Int64(chance.uniform(3000...15_000)))
    }

    private func mark(_ second: Int64) -> Double {
        let draw = NormalQuantile.value(Chance.unit(Chance.hash(seed, 0x6465_6C61, UInt64(bitPattern: second))))
        return min(900, 120 * exponential(0.5 * draw))
    }
}
