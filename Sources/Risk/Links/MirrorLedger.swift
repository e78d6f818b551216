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
        /// What it cost to open, so that results of other symbols and sizes compare.
        var base = 0.0

        /// A rest of a millionth is rounding.
        var isClosed: Bool { open <= 1e-6 }

        mutating func close(_ size: Double, at closing: Int64, isLong: Bool) {
            let move = (Double(closing) - Double(price)) / 1e8
            result += (isLong ? move : -move) * min(size, open)
            open -= min(size, open)
        }

        /// The result on its cost, in basis points.
        var yield: Double { base > 0 ? result / base * 1e4 : 0 }
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
    private var yieldSums = PairSums()
    private var newest: Int32 = 0

    /// Two trades that were opened together; the oldest unfinished match gives way when there is no room.
    mutating func open(_ a: LinkTrade, _ b: LinkTrade) {
        guard a.position != 0, b.position != 0 else { return }
        for slot in 0..<Self.size where open[slot].isUsed && (open[slot].a.position == a.position || open[slot].b.position == b.position) { return }
        var slot = Int(newest) % Self.size
        for candidate in 0..<Self.size where !open[candidate].isUsed { slot = candidate }
        newest = (newest + 1) % Int32(Self.size)
        open[slot] = Match(a: Self.leg(a), b: Self.leg(b), isLongA: a.isLong, isUsed: true)
    }

    private static func leg(_ trade: LinkTrade) -> Leg {
        Leg(position: trade.position, price: trade.price, open: trade.size, base: abs(Double(trade.price)) / 1e8 * trade.size)
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
            settle(open[slot].a.result, open[slot].b.result, yields: (open[slot].a.yield, open[slot].b.yield))
            open[slot].isUsed = false
            return
        }
    }

    /// Adds a finished pair of trades; `yields` are the results on their cost.
    mutating func settle(_ a: Double, _ b: Double, yields: (a: Double, b: Double)) {
        settled += 1
        apart += abs(a + b)
        gross += abs(a) + abs(b)
        yieldSums.add(yields.a, yields.b)
        // Old results fade, so that the newest few dozen speak.
        guard settled.isMultiple(of: 64) else { return }
        (apart, gross) = (apart / 2, gross / 2)
        yieldSums.fade()
    }

    /// 1 where each win is the other's loss, 0 where both win and lose alike: 1 − Σ|a + b| / Σ(|a| + |b|) over the matched pairs of trades.
    /// Nil before one is closed.
    var cancel: Double? { settled > 0 && gross > 0 ? 1 - apart / gross : nil }

    /// How closely one's results go against the other's, −1 to 1: spreads, which both pay, do not count. Nil with few results, or without any
    /// spread of them.
    var opposition: Double? { yieldSums.correlation.map { -$0 } }
}

/// Sums of two series from which their correlation follows.
private struct PairSums: Sendable, BitwiseCopyable {
    private var n = 0.0
    private var (a, b) = (0.0, 0.0)
    private var (aa, bb, ab) = (0.0, 0.0, 0.0)

    private static let minimum = 6.0

    mutating func add(_ first: Double, _ second: Double) {
        n += 1
        (a, b) = (a + first, b + second)
        (aa, bb, ab) = (aa + first * first, bb + second * second, ab + first * second)
    }

    mutating func fade() {
        (n, a, b) = (n / 2, a / 2, b / 2)
        (aa, bb, ab) = (aa / 2, bb / 2, ab / 2)
    }

    var correlation: Double? {
        guard n >= Self.minimum else { return nil }
        let (varianceA, varianceB) = (aa - a * a / n, bb - b * b / n)
        guard varianceA > 0, varianceB > 0 else { return nil }
        return (ab - a * b / n) / (varianceA * varianceB).squareRoot()
    }
}
