import DequeModule

/// One symbol's recent quotes and the deals that wait for its next ones.
///
/// The mid "as of" a moment is that of the last quote at or before it, so it is settled only by a quote after it. A mid is
/// refused when its quote was older than max(2 h, 5 s), or when the symbol paused between deal and horizon (risk-domain 1.4).
struct MarkoutTrack: Sendable {
    /// Beyond this many, deals that can no longer be resolved are cleared out.
    private static let sweepSize = 4096
    /// The most deals that wait; the oldest give way.
    private static let pendingLimit = 65_536
    private static let longest = MarkoutHorizon.microseconds[MarkoutHorizon.afterCount - 1]

    private(set) var window = QuoteWindow()
    private var pending: Deque<PendingDeal> = []
    /// Per horizon, and then per number of ticks, the first deal in ``pending`` that still waits for it.
    private var cursors = InlineArray<13, Int>(repeating: 0)
    private var tickCursors = InlineArray<4, Int>(repeating: 0)
    private var isSorted = true
    private var sweepAt = MarkoutTrack.sweepSize
    /// No deal is due before this time, or this tick.
    private var nextDue: Int64 = .max
    private var nextTick: Int64 = .max
    private var trades = TradeClock()

    var hasQuotes: Bool { window.count > 0 }
    /// How many deals wait.
    var waiting: Int { pending.count }

    // MARK: Quotes

    /// Takes in a quote and appends what it settles. False when it came out of order.
    mutating func advance(_ quote: Quote, into resolved: inout [ResolvedMarkout]) -> Bool {
        switch window.admit(quote.time) {
        case .outOfOrder: return false
        case .restarted: forgetWaiting()
        case .taken: break
        }
        if !isSorted { sort() }
        if quote.time > nextDue { settle(before: quote.time, into: &resolved) }
        window.append(quote)
        if window.number >= nextTick { settleTicks(quote.mid, into: &resolved) }
        return true
    }

    /// Which of their horizons were settled is only known by the quotes now dropped.
    private mutating func forgetWaiting() {
        pending.removeAll()
        (cursors, tickCursors) = (InlineArray(repeating: 0), InlineArray(repeating: 0))
        (isSorted, nextDue, nextTick) = (true, .max, .max)
    }

    private mutating func settle(before time: Int64, into resolved: inout [ResolvedMarkout]) {
        nextDue = .max
        let last = window.newest
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
                guard let last, last.time <= target, !deal.knows(UInt8(index)) else { continue }
                guard window.isFresh(last.time, target: target, dealt: deal.time, horizon: horizon) else { continue }
                resolved.append(ResolvedMarkout(deal: deal, kind: UInt8(index), mid: last.mid))
            }
        }
        drop(cursors[MarkoutHorizon.afterCount - 1])
    }

    /// The newest tick is the one that some deals waited for.
    private mutating func settleTicks(_ mid: Int64, into resolved: inout [ResolvedMarkout]) {
        nextTick = .max
        let number = window.number
        for (index, wanted) in MarkoutClock.tickCounts.enumerated() {
            let kind = MarkoutFact.tick1 + UInt8(index)
            while tickCursors[index] < pending.count {
                let deal = pending[tickCursors[index]]
                guard deal.tick &+ wanted <= number || deal.tick < 0 else {
                    nextTick = min(nextTick, deal.tick &+ wanted)
                    break
                }
                tickCursors[index] += 1
                guard deal.tick >= 0, deal.tick &+ wanted == number, !deal.knows(kind) else { continue }
                resolved.append(ResolvedMarkout(deal: deal, kind: kind, mid: mid))
            }
        }
    }

    // MARK: Deals

    /// The mid as of a moment, `horizon` after (or before) a deal; nil while it is not settled and when it cannot be known.
    ///
    /// At and before the deal the newest quote counts as settled: a source that sends quotes and deals by time has sent it all.
    func mid(asOf target: Int64, dealt: Int64, horizon: Int64) -> Int64? {
        guard let newest = window.newest, target < newest.time || horizon <= 0, let position = window.position(asOf: target) else { return nil }
        let found = window[position]
        return window.isFresh(found.time, target: target, dealt: dealt, horizon: horizon) ? found.mid : nil
    }

    /// Counts a trade in the symbol and appends what it settles for the trades before it.
    mutating func count(_ deal: PendingDeal, isObserved: Bool, mid: Int64?, into resolved: inout [ResolvedMarkout]) {
        trades.count(deal, isObserved: isObserved, mid: mid, into: &resolved)
    }

    /// Lets a deal wait for the horizons that lie after the newest quote. Those before it are for ``mid(asOf:dealt:horizon:)``.
    mutating func wait(_ deal: PendingDeal) {
        // What quotes have passed, or without quotes other deals, is past waiting.
        if let newest = window.newest?.time ?? pending.last?.time, deal.time &+ Self.longest < newest { return }
        if let position = position(for: deal) {
            pending.insert(deal, at: position)
            moveCursors(for: deal, at: position)
        } else {
            pending.append(deal)
            isSorted = false
        }
        if pending.count > sweepAt { sweep() }
    }

    /// Gives the entries of a deal that waits already to its account as it was built anew. False when it does not wait, or is another now.
    mutating func adopt(_ deal: PendingDeal) -> Bool {
        trades.adopt(deal)
        guard !pending.isEmpty else { return false }
        if !isSorted { sort() }
        var (low, high) = (0, pending.count)
        while low < high {
            let middle = (low + high) / 2
            if pending[middle].time < deal.time { low = middle + 1 } else { high = middle }
        }
        while low < pending.count, pending[low].time == deal.time {
            if pending[low].deal == deal.deal, pending[low].isLatest == deal.isLatest {
                return pending[low].adopt(deal)
            }
            low += 1
        }
        return false
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
        let newest = window.newest?.time ?? .min
        for index in 0..<MarkoutHorizon.afterCount {
            let target = deal.time &+ MarkoutHorizon.microseconds[index]
            if position < cursors[index] || (position == cursors[index] && target < newest) { cursors[index] += 1 }
            if target >= newest { nextDue = min(nextDue, target) }
        }
        let number = window.number
        for (index, wanted) in MarkoutClock.tickCounts.enumerated() {
            let isPast = deal.tick < 0 || deal.tick &+ wanted <= number
            if position < tickCursors[index] || (position == tickCursors[index] && isPast) { tickCursors[index] += 1 }
            if !isPast { nextTick = min(nextTick, deal.tick &+ wanted) }
        }
    }

    /// Visits the deals that wait, each with the horizons that are behind it as known.
    func forEachWaiting(_ body: (PendingDeal) -> Void) {
        for (position, deal) in pending.enumerated() {
            var deal = deal
            for horizon in 0..<MarkoutHorizon.afterCount where cursors[horizon] > position { deal.known |= 1 << UInt32(horizon) }
            if let newest = window.newest, deal.time &+ WatchList.stages[WatchList.verdict] < newest.time { deal.learn(MarkoutFact.beaten) }
            body(deal)
        }
    }

    /// Clears deals that wait for quotes that must have passed, then the oldest while there are too many.
    private mutating func sweep() {
        if !isSorted { sort() }
        let newest = window.newest?.time ?? pending.last?.time ?? .min
        var old = 0
        while old < pending.count, pending[old].time < newest &- Self.longest { old += 1 }
        drop(max(old, pending.count - Self.pendingLimit))
        sweepAt = max(Self.sweepSize, min(pending.count * 2, Self.pendingLimit + Self.sweepSize))
    }

    private mutating func drop(_ count: Int) {
        guard count > 0 else { return }
        pending.removeFirst(count)
        for index in 0..<MarkoutHorizon.afterCount { cursors[index] = max(0, cursors[index] - count) }
        for index in 0..<MarkoutClock.tickCounts.count { tickCursors[index] = max(0, tickCursors[index] - count) }
    }

    /// Brings the waiting deals into order and the cursors to the newest quote.
    private mutating func sort() {
        pending.sort { ($0.time, $0.deal) < ($1.time, $1.deal) }
        isSorted = true
        (nextDue, nextTick) = (.max, .max)
        let (newest, number) = (window.newest?.time ?? .min, window.number)
        for index in 0..<MarkoutHorizon.afterCount {
            let horizon = MarkoutHorizon.microseconds[index]
            var cursor = 0
            while cursor < pending.count, pending[cursor].time &+ horizon < newest { cursor += 1 }
            cursors[index] = cursor
            if cursor < pending.count { nextDue = min(nextDue, pending[cursor].time &+ horizon) }
        }
        for (index, wanted) in MarkoutClock.tickCounts.enumerated() {
            var cursor = 0
            while cursor < pending.count, pending[cursor].tick < 0 || pending[cursor].tick &+ wanted <= number { cursor += 1 }
            tickCursors[index] = cursor
            if cursor < pending.count { nextTick = min(nextTick, pending[cursor].tick &+ wanted) }
        }
    }
}

extension PendingDeal {
    /// Follows its account to a new generation. False when the deal's content changed.
    mutating func adopt(_ deal: PendingDeal) -> Bool {
        guard price == deal.price, isLong == deal.isLong, isOpen == deal.isOpen else { return false }
        (account, generation, symbol, weight) = (deal.account, deal.generation, deal.symbol, deal.weight)
        known |= deal.known
        return true
    }
}
