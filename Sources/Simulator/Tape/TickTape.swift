import Brokerage

/// Ticks of the broker's feed and of the reference feed, made as they are asked for.
///
/// Regular ticks are thinned evenly over time, so that no moment looks busier than it was; after each jump of the true price both feeds show
/// every tick for a second, as feeds do that quote when the price moves.
struct TickTape: Sendable {
    private var market: Market
    private let density: Double
    static let feed = "reference"
    /// Milliseconds after a jump in which nothing is left out.
    private static let dense: Int64 = 1500

    init(market: Market, density: Double) {
        self.market = market
        self.density = density
    }

    private struct Made {
        var time: Int64
        var symbol: Int
        var bid: Price
        var ask: Price
        var isReference: Bool
    }

    /// Both feeds of all symbols from one millisecond to another (not included), in order of time.
    mutating func ticks(from: Int64, to: Int64) -> [Tick] {
        var made: [Made] = []
        let last = min(to, market.path.end) - 1
        for symbol in market.instruments.indices where from <= last {
            let jumps = jumpTimes(symbol, from: from - Self.dense, through: last)
            appendBroker(symbol, jumps, from: from, through: last, to: &made)
            appendReference(symbol, jumps, from: from, through: last, to: &made)
        }
        // The reference comes first in an instant, as it does in life; symbols by their place, so that the order is always the same.
        made.sort { ($0.time, $0.isReference ? 0 : 1, $0.symbol) < ($1.time, $1.isReference ? 0 : 1, $1.symbol) }
        return made.map { tick in
            Tick(
                symbol: market.instruments[tick.symbol].name, bid: tick.bid, ask: tick.ask, time: Timestamp(milliseconds: tick.time),
                feed: tick.isReference ? Self.feed : nil)
        }
    }

    /// When the walks behind a symbol jump, in order.
    private func jumpTimes(_ symbol: Int, from: Int64, through: Int64) -> [Int64] {
        let walks: [Int] =
            switch market.instruments[symbol].source {
            case .factor(let index): [index]
            case .ratio(let one, let other), .product(let one, let other): [one, other]
            }
        var found: [Int64] = []
        for walk in walks {
            let (first, end) = (market.path.jumpCount(walk, through: from - 1), market.path.jumpCount(walk, through: through))
            found += market.path.jumps[walk][first..<end].map(\.time)
        }
        return found.sorted()
    }

    private mutating func appendBroker(_ symbol: Int, _ jumps: [Int64], from: Int64, through: Int64, to made: inout [Made]) {
        var jump = 0
        let density = density
        market.forEachTickTime(symbol, from: from, through: through) { market, time, draw in
            while jump < jumps.count, jumps[jump] + Self.dense < time { jump += 1 }
            let isDense = jump < jumps.count && jumps[jump] <= time
            guard isDense || draw < density else { return }
            let quote = market.quote(symbol, madeAt: time)
            made.append(Made(time: time, symbol: symbol, bid: quote.bid, ask: quote.ask, isReference: false))
        }
    }

    private mutating func appendReference(_ symbol: Int, _ jumps: [Int64], from: Int64, through: Int64, to made: inout [Made]) {
        var times: [Int64] = []
        let density = density
        market.forEachTickTime(symbol, from: from, through: through) { _, time, draw in
            // Other ticks than the broker's, as many.
            if draw >= 1 - density { times.append(time) }
        }
        for jump in jumps {
            for after in [0, 40, 120, 300] as [Int64] where jump + after >= from && jump + after <= through {
                if market.isOpen(symbol, at: jump + after) { times.append(jump + after) }
            }
        }
        times.sort()
        let instrument = market.instruments[symbol]
        let half = instrument.spreadPoints * instrument.point * 0.15
        var previous = Int64.min
        for time in times where time > previous {
            previous = time
            let middle = market.trueMiddle(symbol, at: time)
            guard let bid = Price(rounding: middle - half), let ask = Price(rounding: middle + half) else { continue }
            made.append(Made(time: time, symbol: symbol, bid: bid, ask: ask, isReference: true))
        }
    }
}
