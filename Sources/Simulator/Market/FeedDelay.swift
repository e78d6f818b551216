/// How far the broker's own feed runs behind the true prices.
///
/// The delay is lognormal (median 120 ms, sigma 0.5), drawn for every second and smoothed between, so the feed never runs
/// backwards. Twice a day it freezes for 3 to 15 s.
struct FeedDelay: Sendable {
    let seed: UInt64

    /// The instant whose true price the feed shows at `instant` (both UTC milliseconds).
    func shownInstant(at instant: Int64) -> Int64 {
        if let freeze = freeze(at: instant) { return freeze.lowerBound - delay(at: freeze.lowerBound) }
        return instant - delay(at: instant)
    }

    /// Milliseconds behind, freezes apart.
    func delay(at instant: Int64) -> Int64 {
        let second = instant / 1000
        let part = Double(instant % 1000) / 1000
        return Int64(mark(second) * (1 - part) + mark(second + 1) * part)
    }

    /// The freeze that an instant falls into.
    func freeze(at instant: Int64) -> Range<Int64>? {
        let day = instant / 86_400_000
        for which in 0..<2 {
            let freeze = freeze(which, ofDay: day)
            if freeze.contains(instant) { return freeze }
        }
        return nil
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
