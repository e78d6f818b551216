/// A scheduled economic release.
struct NewsEvent: Sendable {
    /// UTC milliseconds.
    var time: Int64
    var currency: String
    var title: String
}

/// Four releases a weekday, at round minutes of the busy hours.
enum NewsSchedule {
    private static let titles = ["CPI y/y", "Employment Change", "Rate Decision", "GDP q/q", "Retail Sales m/m", "PMI flash"]
    private static let currencies: [(String, Double)] = [("USD", 5), ("EUR", 2.5), ("GBP", 2), ("JPY", 1.2), ("AUD", 1), ("CAD", 1), ("CHF", 0.6)]

    /// The releases of a UTC day (days since 1970), in order of time.
    static func events(ofDay day: Int64, seed: UInt64) -> [NewsEvent] {
        guard (1...5).contains((day + 4) % 7) else { return [] }
        var chance = Chance(seed: Chance.hash(seed, 0x6E65_7773, UInt64(bitPattern: day)))
        var events: [NewsEvent] = []
        for hour in [chance.whole(6...8), chance.whole(9...10), chance.whole(12...13), chance.whole(14...18)] {
            let minute = chance.pick([0, 15, 30, 45])
            events.append(
                NewsEvent(
                    time: day * 86_400_000 + Int64(hour * 60 + minute) * 60_000, currency: chance.pick(currencies), title: chance.pick(titles)))
        }
        return events
    }
}
