import Brokerage

/// Levels at which something happens to a position or a pending order.
struct PriceBarriers: Sendable {
    /// Reached when the watched price is at or below it; zero for none.
    var below: Price
    /// Reached when the watched price is at or above it; zero for none.
    var above: Price
    /// Which price is watched: the bid for what closes by selling, the ask for what closes by buying.
    var watchesAsk: Bool
    /// What the client's group adds to the ask.
    var markup = Price.zero

    /// - Parameter quote: the broker's quote, before the group's terms.
    func isReached(by quote: Quote) -> Bool {
        let price = watchesAsk ? quote.ask + markup : quote.bid
        return (!below.isZero && price <= below) || (!above.isZero && price >= above)
    }
}

extension Market {
    /// When the barriers are reached first, between two instants, or nil.
    ///
    /// Node by node; only stretches whose ends come near a barrier are looked at every 8 s, and only those that seem to
    /// reach it tick by tick. A spike of less than 8 s can be missed, as a slow server would miss it.
    mutating func firstReach(_ symbol: Int, _ barriers: PriceBarriers, from: Int64, through: Int64) -> Int64? {
        guard !barriers.below.isZero || !barriers.above.isZero, from <= through else { return nil }
        extend(to: through + PricePath.nodeMilliseconds)
        if isOpen(symbol, at: from), barriers.isReached(by: quote(symbol, at: from)) { return from }
        let (first, _) = path.place(from)
        let (last, _) = path.place(through)
        let near = expectedMove(symbol, over: PricePath.nodeMilliseconds, at: from) * 2.2e-4
        let (below, above) = (barriers.below.statistic, barriers.above.isZero ? .infinity : barriers.above.statistic)
        var previous = nodeMiddle(symbol, node: first)
        for node in first...last {
            let next = nodeMiddle(symbol, node: min(node + 1, last))
            let (low, high) = (min(previous, next), max(previous, next))
            previous = next
            guard low * (1 - near) <= below || high * (1 + near) >= above else { continue }
            let start = max(from, path.origin + Int64(node) * PricePath.nodeMilliseconds)
            let end = min(through, path.origin + Int64(node + 1) * PricePath.nodeMilliseconds)
            if let hit = closeSearch(symbol, barriers, below: below, above: above, from: start, through: end) { return hit }
        }
        return nil
    }

    private mutating func closeSearch(
        _ symbol: Int, _ barriers: PriceBarriers, below: Double, above: Double, from: Int64, through: Int64
    ) -> Int64? {
        // What the watched price is likely to be off the true middle, and how far it may wander between two looks.
        let instrument = instruments[symbol]
        let half = instrument.spreadPoints * instrument.point / 2
        let offset = barriers.watchesAsk ? half + barriers.markup.statistic : -half
        let slack = half + expectedMove(symbol, over: 4000, at: from) * 1e-4 * (below > 0 ? below : above)
        var start = from
        while start < through {
            let end = min(start + 8000, through)
            defer { start = end }
            let price = trueMiddle(symbol, at: end) + offset
            guard price - slack <= below || price + slack >= above else { continue }
            for instant in stride(from: start, through: end, by: 1000) where isOpen(symbol, at: instant) {
                let quote = quote(symbol, at: instant)
                if barriers.isReached(by: quote) { return max(instant, from) }
            }
        }
        return nil
    }
}
