import DequeModule

/// One symbol's recent quotes and the deals that wait for its next ones.
///
/// The mid "as of" a moment is that of the last quote at or before it, so it is settled only by a quote after it. A mid is
/// refused when its quote was older than max(2 h, 5 s), or when the symbol paused between deal and horizon (risk-domain 1.4).
struct MarkoutTrack: Sendable {
    /// Quotes are looked up this far back: as late as a polled deal may arrive, with the longest horizon before a deal.
    private static let windowMicroseconds: Int64 = 90_000_000
    private static let windowLimit = 4096
    /// Beyond this many, deals that can no longer be resolved are cleared out.
    private static let sweepSize = 4096
    /// The most deals that wait; the oldest give way.
    private static let pendingLimit = 65_536
    /// A pause longer than this is a session break.
    private static let breakMicroseconds: Int64 = 1_800_000_000
    /// A quote this much older than the last says that the last was wrong.
    private static let resetMicroseconds: Int64 = 3_600_000_000
    private static let longest = MarkoutHorizon.microseconds[MarkoutHorizon.afterCount - 1]

    private struct Mid { var time: Int64, mid: Int64 }

    private var window: Deque<Mid> = []
    private var lastBreak: (start: Int64, end: Int64)?
    private var pending: Deque<PendingDeal> = []
    /// Per horizon the first deal in ``pending`` that still waits for it.
    private var cursors = InlineArray<13, Int>(repeating: 0)
    private var isSorted = true
    private var sweepAt = MarkoutTrack.sweepSize
    /// No deal is due before this time.
    private var nextDue: Int64 = .max

    var hasQuotes: Bool { !window.isEmpty }
    /// How many deals wait.
    var waiting: Int { pending.count }

    // MARK: Quotes

    /// Takes in a quote and appends what it settles: deals, horizons and the mids as of them. False when it came out of order.
    mutating func advance(to time: Int64, mid: Int64, into resolved: inout [ResolvedMarkout]) -> Bool {
        if let last = window.last {
            if time < last.time {
                guard last.time &- time > Self.resetMicroseconds else { return false }
                reset()
            } else if time &- last.time > Self.breakMicroseconds {
                lastBreak = (last.time, time)
            }
        }
        if !isSorted { sort() }
        if time > nextDue { settle(before: time, into: &resolved) }
        remember(Mid(time: time, mid: mid))
        return true
    }

    /// Starts anew. What waited is given up: which of its horizons were settled is only known by the quotes now dropped.
    private mutating func reset() {
        window.removeAll(keepingCapacity: true)
        pending.removeAll()
        lastBreak = nil
        cursors = InlineArray(repeating: 0)
        (isSorted, nextDue) = (true, .max)
    }

    private mutating func remember(_ mid: Mid) {
        window.append(mid)
        while window.count > Self.windowLimit || (window.count > 1 && window[1].time < mid.time &- Self.windowMicroseconds) {
            window.removeFirst()
        }
    }

    private mutating func settle(before time: Int64, into resolved: inout [ResolvedMarkout]) {
        nextDue = .max
        let last = window.last
        for index in 0..<MarkoutHorizon.afterCount {
            let horizon = MarkoutHorizon.microseconds[index]
            while cursors[index] < pending.count {
                let deal = pending[cursors[index]]
                let target = deal.time &+ horizon
                guard target < time else {
                    nextDue = min(nextDue, target)
                    break
                }
                cursors[index] += 1
                guard let last, last.time <= target, deal.known & (1 << UInt32(index)) == 0 else { continue }
                guard isFresh(last.time, target: target, dealt: deal.time, horizon: horizon) else { continue }
                resolved.append(ResolvedMarkout(deal: deal, horizon: index, mid: last.mid))
            }
        }
        drop(cursors[MarkoutHorizon.afterCount - 1])
    }

    // MARK: Deals

    /// The mid as of a moment, `horizon` after (or before) a deal; nil while it is not settled and when it cannot be known.
    ///
    /// At and before the deal the newest quote counts as settled: a source that sends quotes and deals by time has sent it all.
    func mid(asOf target: Int64, dealt: Int64, horizon: Int64) -> Int64? {
        guard let first = window.first, let newest = window.last, first.time <= target else { return nil }
        guard target < newest.time || horizon <= 0 else { return nil }
        var (low, high) = (0, window.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if window[middle].time <= target { low = middle } else { high = middle }
        }
        let found = window[low]
        return isFresh(found.time, target: target, dealt: dealt, horizon: horizon) ? found.mid : nil
    }

    /// Lets a deal wait for the horizons that lie after the newest quote. Those before it are for ``mid(asOf:dealt:horizon:)``.
    mutating func wait(_ deal: PendingDeal) {
        // What quotes have passed, or without quotes other deals, is past waiting.
        if let newest = window.last?.time ?? pending.last?.time, deal.time &+ Self.longest < newest { return }
        if let position = position(for: deal) {
            pending.insert(deal, at: position)
            moveCursors(for: deal, at: position)
        } else {
            pending.append(deal)
            isSorted = false
        }
        if pending.count > sweepAt { sweep() }
    }

    /// Where a deal belongs; nil when that is too far from the end to look, or unknown while the deals are out of order.
    private func position(for deal: PendingDeal) -> Int? {
        guard isSorted else { return nil }
        var position = pending.count
        let furthest = max(0, position - 64)
        while position > furthest, pending[position - 1].time > deal.time { position -= 1 }
        return position == 0 || pending[position - 1].time <= deal.time ? position : nil
    }

    /// Keeps every cursor at the first deal whose horizon is not behind the newest quote.
    private mutating func moveCursors(for deal: PendingDeal, at position: Int) {
        let newest = window.last?.time ?? .min
        for index in 0..<MarkoutHorizon.afterCount {
            let target = deal.time &+ MarkoutHorizon.microseconds[index]
            if position < cursors[index] || (position == cursors[index] && target < newest) { cursors[index] += 1 }
            if target >= newest { nextDue = min(nextDue, target) }
        }
    }

    /// Visits the deals that wait, each with the horizons that are behind it as known.
    func forEachWaiting(_ body: (PendingDeal) -> Void) {
        for (position, deal) in pending.enumerated() {
            var deal = deal
            for horizon in 0..<MarkoutHorizon.afterCount where cursors[horizon] > position { deal.known |= 1 << UInt32(horizon) }
            body(deal)
        }
    }

    /// Clears deals that wait for quotes that must have passed, then the oldest while there are too many.
    private mutating func sweep() {
        if !isSorted { sort() }
        let newest = window.last?.time ?? pending.last?.time ?? .min
        var old = 0
        while old < pending.count, pending[old].time < newest &- Self.longest { old += 1 }
        drop(max(old, pending.count - Self.pendingLimit))
        sweepAt = max(Self.sweepSize, min(pending.count * 2, Self.pendingLimit + Self.sweepSize))
    }

    private mutating func drop(_ count: Int) {
        guard count > 0 else { return }
        pending.removeFirst(count)
        for index in 0..<MarkoutHorizon.afterCount { cursors[index] = max(0, cursors[index] - count) }
    }

    /// Brings the waiting deals into order and the cursors to the newest quote.
    private mutating func sort() {
        pending.sort { ($0.time, $0.deal) < ($1.time, $1.deal) }
        isSorted = true
        nextDue = .max
        let newest = window.last?.time ?? .min
        for index in 0..<MarkoutHorizon.afterCount {
            let horizon = MarkoutHorizon.microseconds[index]
            var cursor = 0
            while cursor < pending.count, pending[cursor].time &+ horizon < newest { cursor += 1 }
            cursors[index] = cursor
            if cursor < pending.count { nextDue = min(nextDue, pending[cursor].time &+ horizon) }
        }
    }

    // MARK: Rules

    private func isFresh(_ quoted: Int64, target: Int64, dealt: Int64, horizon: Int64) -> Bool {
        guard target &- quoted <= max(2 * abs(horizon), 5_000_000) else { return false }
        guard let lastBreak else { return true }
        return max(dealt, target) <= lastBreak.start || min(dealt, target) >= lastBreak.end
    }
}
