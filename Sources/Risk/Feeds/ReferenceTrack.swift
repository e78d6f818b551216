/// A reference feed's quotes in one underlying, and its jumps.
///
/// Feeds have clocks and habits of their own, so they are not mixed: the first that quoted the underlying is the reference, and another
/// takes over only when it has been silent for a minute.
struct ReferenceTrack: Sendable {
    private static let silence: Int64 = 60_000_000
    /// A move counts as one when it takes no longer.
    private static let jumpMicroseconds: Int64 = 300_000

    private(set) var feed: String?
    private(set) var window = QuoteWindow()
    /// The newest jumps, the last at ``jumpCount`` − 1.
    private var jumps = InlineArray<8, ReferenceJump>(repeating: ReferenceJump())
    private(set) var jumpCount = 0
    /// Half of the moves within 100 ms that are moves at all are smaller; hundred-millionths.
    private var medianMove = RunningMedian()

    var hasQuotes: Bool { window.count > 0 }

    /// Takes in a quote; false for one that does not count.
    /// - Parameter pip: in hundred-millionths.
    mutating func advance(_ quote: Quote, feed name: String, pip: Int64) -> Bool {
        if name != feed {
            if feed != nil, let newest = window.newest, quote.time &- newest.time < Self.silence { return false }
            feed = name
            window = QuoteWindow()
        }
        guard window.admit(quote.time) != .outOfOrder else { return false }
        measure(quote)
        window.append(quote)
        detect(quote, threshold: max(pip, medianMove.isSettled ? Whole.nearest(3 * medianMove.value) : 0))
        return true
    }

    private mutating func measure(_ quote: Quote) {
        guard let before = window.quote(asOf: quote.time &- 100_000) else { return }
        let move = abs(Double(quote.mid) - Double(before.mid))
        if move > 0 { medianMove.add(move) }
    }

    /// Looks back over 300 ms for the quote that is furthest from the newest.
    private mutating func detect(_ quote: Quote, threshold: Int64) {
        var (lowest, highest) = (quote, quote)
        var position = window.count - 2
        while position >= 0 {
            let earlier = window[position]
            if earlier.mid < lowest.mid { lowest = earlier }
            if earlier.mid > highest.mid { highest = earlier }
            // The one that stood at the beginning of the 300 ms still counts.
            guard earlier.time > quote.time &- Self.jumpMicroseconds else { break }
            position -= 1
        }
        let (up, down) = (quote.mid &- lowest.mid, highest.mid &- quote.mid)
        guard max(up, down) >= threshold else { return }
        note(ReferenceJump(start: up > down ? lowest.time : highest.time, base: up > down ? lowest.mid : highest.mid, quote))
    }

    private mutating func note(_ jump: ReferenceJump) {
        let last = (jumpCount + 7) % 8
        if jumpCount > 0, jumps[last].isUp == jump.isUp, jump.first &- jumps[last].last <= Self.jumpMicroseconds {
            // The same move goes on.
            jumps[last].last = jump.first
            if jump.isUp == (jump.peak > jumps[last].peak) { jumps[last].peak = jump.peak }
            return
        }
        jumps[jumpCount % 8] = jump
        jumpCount = jumpCount + 1 < 1 << 40 ? jumpCount + 1 : 8
    }

    /// The newest jump that was noticed at or before a moment, no longer than `window` before it.
    func jump(asOf time: Int64, within window: Int64) -> ReferenceJump? {
        let jumps = jumps.span
        for back in 1...8 where back <= jumpCount {
            let jump = jumps[(jumpCount - back) % 8]
            if jump.first <= time, time <= jump.last &+ window { return jump }
        }
        return nil
    }

    var newestJump: ReferenceJump? { jumpCount > 0 ? jumps.span[(jumpCount - 1) % 8] : nil }
}

/// A fast move of the reference (risk-domain 6.2): at least a pip, and three times its usual move.
struct ReferenceJump: Sendable, BitwiseCopyable {
    /// When the last quote before it came, and its mid.
    var start: Int64 = .min
    var base: Int64 = 0
    /// When the move was first and last seen, and how far it went.
    var first: Int64 = .min
    var last: Int64 = .min
    var peak: Int64 = 0

    init() {}
    init(start: Int64, base: Int64, _ quote: Quote) {
        (self.start, self.base, first, last, peak) = (start, base, quote.time, quote.time, quote.mid)
    }

    var isUp: Bool { peak > base }

    /// Whether a feed that stood at one mid before the jump and stands at another now has followed: by half of it or more.
    func isFollowed(from before: Int64, to now: Int64) -> Bool {
        let (moved, jumped) = (Double(now) - Double(before), Double(peak) - Double(base))
        return isUp ? moved >= jumped / 2 : moved <= jumped / 2
    }
}

/// The median of a stream of positive numbers, drifting with it: each number moves it by a fiftieth towards itself.
struct RunningMedian: Sendable, BitwiseCopyable {
    private(set) var value = 0.0
    private var count: Int32 = 0

    mutating func add(_ number: Double) {
        guard number > 0, number.isFinite else { return }
        count = count < 1000 ? count + 1 : count
        // Large steps at first, so that a strange first number is soon forgotten.
        let step = count < 50 ? 0.2 : 0.02
        if value <= 0 { value = number } else if number > value { value *= 1 + step } else if number < value { value /= 1 + step }
    }

    /// Whether enough numbers came for it to mean something.
    var isSettled: Bool { count >= 50 }
}
