import MetaTrader

/// Cuts the history of a trading server into windows whose answers are neither tiny nor cut off.
///
/// All times are seconds of the server's own wall clock. It starts with one day, halves the window when an answer was cut or heavy
/// and doubles it when one was light. What lies before the first account was registered is asked for in one go: usually nothing.
struct BackfillPlan: Sendable {
    static let day: Int64 = 86_400
    static let longest: Int64 = 64 * day
    static let heavy = 8 << 20
    static let light = 1 << 20
    /// A deal takes about so many bytes of an answer.
    static let bytesOfDeal = 950

    /// The first second of which accounts are known.
    let start: Int64
    /// The first second that was not read yet.
    private(set) var next: Int64
    private(set) var length: Int64

    /// - Parameters:
    ///   - start: When the first account was registered; nil when nobody knows.
    ///   - watermark: The last second that was read whole, when some of the history is here already.
    ///   - length: Seconds of the first window.
    init(start: Int64?, watermark: Int64?, length: Int64 = Self.day) {
        // A registration far in the future is nonsense and must not make the arithmetic below overflow.
        let start = min(max(1, start ?? 1), 1 << 40)
        let next = watermark.map { min(max(0, $0), 1 << 40) + 1 } ?? 0
        (self.start, self.next) = (start, next)
        self.length = next < start ? start - next : max(1, length)
    }

    /// The window to ask for, nil when everything up to `now` was read.
    func window(until now: Int64) -> MT5Span? {
        guard next <= now else { return nil }
        let end = next + length - 1
        return MT5Span(from: next, to: min(now, next < start ? min(end, start - 1) : end))
    }

    /// A window was read whole.
    mutating func read(_ window: MT5Span, deals: Int) {
        next = window.to + 1
        let bytes = deals.multipliedReportingOverflow(by: Self.bytesOfDeal).partialValue
        if bytes > Self.heavy {
            length = max(1, length / 2)
        } else if bytes < Self.light {
            length = min(Self.longest, length * 2)
        }
        if window.from < start, next >= start { length = Self.day }
    }

    /// The answer was cut off.
    /// - Returns: False when the window cannot be any shorter.
    mutating func cut(_ window: MT5Span) -> Bool {
        guard window.to > window.from else { return false }
        length = max(1, (window.to - window.from + 1) / 2)
        return true
    }

    /// Share of the span that was read, 0 to 1.
    func progress(until now: Int64) -> Double {
        guard now > start else { return next > now ? 1 : 0 }
        return min(1, max(0, Double(next - start) / Double(now - start + 1)))
    }

    /// Seconds of history still to read.
    func remaining(until now: Int64) -> Double { Double(max(0, now - max(next, start) + 1)) }
}
