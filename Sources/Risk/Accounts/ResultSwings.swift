import Brokerage

/// How the result of an account's open trades in one symbol swung from one of its deals there to the next, each trade counted by its yield.
///
/// Results of closed trades show only how they ended. Who closes baskets of trades when they are in profit ends nearly all of them well, so
/// the spread of his results says next to nothing of what he risked on the way. For trades without skill the squared swings sum to the
/// variance of the result whatever rule closes them, so they bound the error of a mean that exits have polished: legs added to a loser, one
/// leg's fall seen at the opening of the next, count as they weigh.
struct ResultSwings: Sendable, BitwiseCopyable {
    /// Basis points beyond which a move from deal to deal is an error of data.
    private static let limit = 1000.0

    /// Open trades, longs less shorts.
    private var net: Int32 = 0
    private var price: Int64 = 0
    private var time = Int64.min
    /// Squared swings, in squared basis points.
    private(set) var squares = 0.0
    /// Seconds open, times the square of the trades open together.
    private(set) var exposure = 0.0

    /// A deal's price, before the deal opens or closes anything.
    mutating func mark(_ price: Int64, at time: Int64) {
        guard price != 0 else { return }
        defer { (self.price, self.time) = (price, time) }
        guard net != 0, self.price != 0, time >= self.time else { return }
        let move = min(abs(Double(price) - Double(self.price)) / abs(Double(price)) * 1e4, Self.limit)
        let trades = Double(net) * Double(net)
        squares += trades * move * move
        exposure += trades * Double(time &- self.time) / 1e6
    }

    mutating func opened(isLong: Bool) { net &+= isLong ? 1 : -1 }
    mutating func closed(isLong: Bool) { net &-= isLong ? 1 : -1 }
}

extension ClientHistory {
    /// Markouts from which they say how much the market moves in an hour.
    private static let minimumMarkouts = 10
    /// Holds through quiet hours move less than the hours in which is dealt.
    private static let quiet = 0.5

    /// The variance of the sum of all results that open trades were exposed to, in squared basis points: what swings were seen at the account's
    /// own deals or, where it is more, what the market moves in the time that they were open. The latter bounds the losses that somebody
    /// who takes small gains and waits out his losers has not met yet.
    var resultVariance: Double {
        var (squares, exposure) = (0.0, 0.0)
        for symbol in symbols { (squares, exposure) = (squares + symbol.swings.squares, exposure + symbol.swings.exposure) }
        guard let hour = opens[MarkoutHorizon.hour], hour.n >= Self.minimumMarkouts else { return squares }
        let perSecond = (hour.variance + hour.mean * hour.mean) / MarkoutHorizon.seconds(MarkoutHorizon.hour)
        return max(squares, Self.quiet * perSecond * exposure)
    }

    /// The mean yield of the account's trades, closed and open.
    /// - Parameter typical: standard deviation of single trades with most clients; zero when not known.
    func resultSample(typical: Double) -> TripSample { trips.sample(with: openResults, swings: resultVariance, typical: typical) }
}
