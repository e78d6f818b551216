/// Matches between the openings of two accounts. What is counted does not depend on which openings came in first.
enum PairMatching {
    /// Openings of the account that has fewer of them matched: an opening is matched when the other account has one of the same key
    /// in the window.
    /// - Parameters:
    ///   - shift: milliseconds by which the first account's openings are moved round, inside `span` from `origin` on.
    static func count(
        _ a: OpenSeries, _ b: OpenSeries, _ window: LagWindow, shift: Int64 = 0, origin: Int64 = 0, span: Int64 = 0
    ) -> Int {
        var (matched, partners, start) = (0, UInt128(0), 0)
        let (low, high) = (Int64(window.low), Int64(window.high))
        let turn = shift == 0 ? 0 : firstWrapped(a, after: origin &+ span &- shift)
        for step in 0..<a.count {
            let position = turn + step < a.count ? turn + step : turn + step - a.count
            let moved = shift == 0 ? a.times[position] : origin &+ (a.times[position] &- origin &+ shift) % span
            while start < b.count, b.times[start] < moved &+ low { start += 1 }
            var (candidate, isMatched) = (start, false)
            while candidate < b.count, b.times[candidate] <= moved &+ high {
                if b.keys[candidate] == a.keys[position] {
                    isMatched = true
                    partners |= 1 << UInt128(candidate)
                }
                candidate += 1
            }
            if isMatched { matched += 1 }
        }
        return min(matched, partners.nonzeroBitCount)
    }

    /// Where the openings begin that the shift carries past the end and back to the start.
    private static func firstWrapped(_ a: OpenSeries, after limit: Int64) -> Int {
        var position = 0
        while position < a.count, a.times[position] < limit { position += 1 }
        return position < a.count ? position : 0
    }

    /// Each matched opening of the first account with the nearest of the second.
    static func pairs(_ a: OpenSeries, _ b: OpenSeries, _ window: LagWindow) -> [(a: Int, b: Int)] {
        var (found, start): ([(a: Int, b: Int)], Int) = ([], 0)
        for position in 0..<a.count {
            let time = a.times[position]
            while start < b.count, b.times[start] < time &+ Int64(window.low) { start += 1 }
            var (candidate, best) = (start, -1)
            while candidate < b.count, b.times[candidate] <= time &+ Int64(window.high) {
                let isNearer = best < 0 || abs(b.times[candidate] - time) < abs(b.times[best] - time)
                if b.keys[candidate] == a.keys[position], isNearer { best = candidate }
                candidate += 1
            }
            if best >= 0 { found.append((position, best)) }
        }
        return found
    }

    /// The two seconds of lag in which most pairs of openings lie, over the whole reach (risk-domain 7.2); nil when there is next to none.
    static func peak(_ a: OpenSeries, _ b: OpenSeries) -> LagWindow? {
        var bins = InlineArray<240, Int32>(repeating: 0)
        var start = 0
        for position in 0..<a.count {
            let time = a.times[position]
            while start < b.count, b.times[start] < time - LagWindow.reach { start += 1 }
            var candidate = start
            while candidate < b.count, b.times[candidate] < time + LagWindow.reach {
                if b.keys[candidate] == a.keys[position] { bins[Int((b.times[candidate] - time + LagWindow.reach) / 1000)] += 1 }
                candidate += 1
            }
        }
        var best = 0
        for bin in 1..<239 where bins[bin] + bins[bin + 1] > bins[best] + bins[best + 1] { best = bin }
        guard bins[best] + bins[best + 1] >= 3 else { return nil }
        let low = Int32(best) * 1000 - Int32(LagWindow.reach)
        return LagWindow(low, low + 2000)
    }
}
