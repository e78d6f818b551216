/// Whether what one account of a mirror pair wins the other loses, trade by trade (risk-domain 7.3).
///
/// Results are moves of price times size in the symbol's own currency, which both legs share: no rate and no cost of either account
/// comes in.
struct MirrorLedger: Sendable, BitwiseCopyable {
    private struct Leg: Sendable, BitwiseCopyable {
        var position: Int64 = 0
        /// In hundred-millionths.
        var price: Int64 = 0
        /// Units of the asset still open.
        var open = 0.0
        var result = 0.0

        /// A rest of a millionth is rounding.
        var isClosed: Bool { open <= 1e-6 }

        mutating func close(_ size: Double, at closing: Int64, isLong: Bool) {
            let move = (Double(closing) - Double(price)) / 1e8
            result += (isLong ? move : -move) * min(size, open)
            open -= min(size, open)
        }
    }

    private struct Match: Sendable, BitwiseCopyable {
        var a = Leg()
        var b = Leg()
        var isLongA = false
        var isUsed = false
    }

    private static let size = 6
    private var open = InlineArray<6, Match>(repeating: Match())
    /// Matched pairs of trades that are closed on both sides.
    private(set) var settled: Int32 = 0
    private(set) var apart = 0.0
    private(set) var gross = 0.0
    private var newest: Int32 = 0

    /// Two trades that were opened together; the oldest unfinished match gives way when there is no room.
    mutating func open(_ a: LinkTrade, _ b: LinkTrade) {
        guard a.position != 0, b.position != 0 else { return }
        for slot in 0..<Self.size where open[slot].isUsed && (open[slot].a.position == a.position || open[slot].b.position == b.position) { return }
        var slot = Int(newest) % Self.size
        for candidate in 0..<Self.size where !open[candidate].isUsed { slot = candidate }
        newest = (newest + 1) % Int32(Self.size)
        open[slot] = Match(
            a: Leg(position: a.position, price: a.price, open: a.size), b: Leg(position: b.position, price: b.price, open: b.size),
            isLongA: a.isLong, isUsed: true)
    }

    /// A close of either account.
    mutating func close(_ trade: borrowing LinkTrade, isFirst: Bool) {
        for slot in 0..<Self.size where open[slot].isUsed {
            if isFirst, open[slot].a.position == trade.position {
                open[slot].a.close(trade.size, at: trade.price, isLong: open[slot].isLongA)
            } else if !isFirst, open[slot].b.position == trade.position {
                open[slot].b.close(trade.size, at: trade.price, isLong: !open[slot].isLongA)
            } else {
                continue
            }
            guard open[slot].a.isClosed, open[slot].b.isClosed else { return }
            settle(open[slot].a.result, open[slot].b.result)
            open[slot].isUsed = false
            return
        }
    }

    /// Adds a finished pair of trades.
    mutating func settle(_ a: Double, _ b: Double) {
        settled += 1
        apart += abs(a + b)
        gross += abs(a) + abs(b)
        // Old results fade, so that the newest few dozen speak.
        if settled.isMultiple(of: 64) { (apart, gross) = (apart / 2, gross / 2) }
    }

    /// 1 where each win is the other's loss, 0 where both win and lose alike: 1 − Σ|a + b| / Σ(|a| + |b|) over the matched pairs of trades.
    /// Nil before one is closed.
    var cancel: Double? { settled > 0 && gross > 0 ? 1 - apart / gross : nil }
}
