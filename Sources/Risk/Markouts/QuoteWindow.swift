import DequeModule

/// A feed's last quotes in one symbol, found by time and by number.
struct QuoteWindow: Sendable {
    /// Quotes are looked up this far back: as late as a polled deal may arrive, with the longest horizon before a deal.
    private static let microseconds: Int64 = 90_000_000
    private static let limit = 4096
    /// A pause longer than this is a session break.
    private static let breakMicroseconds: Int64 = 1_800_000_000
    /// A quote this much older than the last says that the last was wrong.
    private static let resetMicroseconds: Int64 = 3_600_000_000

    private var quotes: Deque<Quote> = []
    /// How many quotes left the window.
    private var gone: Int64 = 0
    private var lastBreak: (start: Int64, end: Int64)?

    enum Step: Sendable { case taken, outOfOrder, restarted }

    var newest: Quote? { quotes.last }
    var oldest: Quote? { quotes.first }
    var count: Int { quotes.count }
    /// Number of the newest quote, counted from one.
    var number: Int64 { gone + Int64(quotes.count) }
    subscript(position: Int) -> Quote { quotes[position] }

    /// How a quote of that time would fit; ``Step/restarted`` clears what is there.
    mutating func admit(_ time: Int64) -> Step {
        guard let last = quotes.last else { return .taken }
        if time < last.time {
            guard last.time &- time > Self.resetMicroseconds else { return .outOfOrder }
            gone += Int64(quotes.count)
            quotes.removeAll(keepingCapacity: true)
            lastBreak = nil
            return .restarted
        }
        if time &- last.time > Self.breakMicroseconds { lastBreak = (last.time, time) }
        return .taken
    }

    mutating func append(_ quote: Quote) {
        quotes.append(quote)
        while quotes.count > Self.limit || (quotes.count > 1 && quotes[1].time < quote.time &- Self.microseconds) {
            quotes.removeFirst()
            gone += 1
        }
    }

    /// The position of the last quote at or before a moment; nil when the window does not reach back there.
    func position(asOf time: Int64) -> Int? {
        guard let first = quotes.first, first.time <= time else { return nil }
        var high = quotes.count
        // Most ask for a moment near the end.
        var step = 1
        while step < high, quotes[high - step].time > time { step *= 2 }
        var low = max(0, high - step)
        high = max(low + 1, high - step / 2)
        while high - low > 1 {
            let middle = (low + high) / 2
            if quotes[middle].time <= time { low = middle } else { high = middle }
        }
        return low
    }

    /// The quote that stood at a moment, if it was not older than `age` by then.
    func quote(asOf time: Int64, within age: Int64 = 5_000_000) -> Quote? {
        guard let position = position(asOf: time), time &- quotes[position].time <= age else { return nil }
        return quotes[position]
    }

    /// Number of the last quote at or before a moment; nil when the window does not reach back there.
    func number(asOf time: Int64) -> Int64? { position(asOf: time).map { gone + Int64($0) + 1 } }

    /// The quote of that number, if it is still here.
    func quote(number: Int64) -> Quote? {
        let position = number &- gone &- 1
        return position >= 0 && position < Int64(quotes.count) ? quotes[Int(position)] : nil
    }

    /// The stale rule (risk-domain 1.4): whether a quote of one time can stand for the market at a horizon after (or before) a deal.
    func isFresh(_ quoted: Int64, target: Int64, dealt: Int64, horizon: Int64) -> Bool {
        guard target &- quoted <= max(2 * abs(horizon), 5_000_000) else { return false }
        guard let lastBreak else { return true }
        return max(dealt, target) <= lastBreak.start || min(dealt, target) >= lastBreak.end
    }
}
