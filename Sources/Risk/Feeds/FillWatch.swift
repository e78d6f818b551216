/// An opening trade (or a placebo) whose price the own feed may beat within the minute (risk-domain 4.5), with what was known at its fill.
struct FillWatch: Sendable, BitwiseCopyable {
    /// How long a trade is watched, in microseconds.
    static let span: Int64 = 60_000_000
    /// Stands for "not within the minute".
    static let never = Int32(span) + 1
    /// The account of trades that nobody made.
    static let placebo: Int32 = -1

    /// Microseconds since 1970.
    var time: Int64
    var deal: Int64 = 0
    /// Fill price in hundred-millionths.
    var price: Int64
    /// A bid above this beats a buy, an ask below the other a sale. One of them is the fill's own price, the other lies as far beyond the mid:
    /// what the opposite trade would have paid at the same moment.
    var up: Int64
    var down: Int64
    var upAfter = FillWatch.never
    var downAfter = FillWatch.never
    var account: Int32 = FillWatch.placebo
    var generation: Int32 = 0
    /// Position in the account's list of symbols.
    var symbol: Int32 = 0
    var isLong = true
    var hour: UInt8
    /// Whether ``forecast`` holds anything.
    var isForecast = false
    /// Tells the entry from others that had its place.
    var serial: UInt32 = 0
    /// Notional in hundredths of the account's currency.
    var weight: Int64 = 0
    /// The own mid and spread at the fill.
    var mid: Int64
    var spread: Int64
    /// The own mid as the account knows it: zero where the quote was too old to say.
    var known: Int64 = 0
    /// The reference's mid, the standing distance taken out; zero when unknown.
    var reference: Int64 = 0
    /// As ``MarkoutFact/jump`` has it.
    var jump = FactPair(0, 0)
    /// Distance of the price from the truth when it was far from it, in the client's favour: an off-market fill if the price returns.
    var gap: Int64 = 0
    /// Base rates at the fill, in hundred-millionths.
    var baseSelfLead: Int32 = 0
    var baseToxicity10: Int32 = 0
    var forecast = ToxicityForecast()

    init(time: Int64, price: Int64, isLong: Bool, mid: Int64, spread: Int64) {
        (self.time, self.price, self.isLong, self.mid, self.spread) = (time, price, isLong, mid, spread)
        hour = UInt8(truncatingIfNeeded: PlaceboRates.hour(of: time))
        let opposite = mid &+ (mid &- price)
        (up, down) = isLong ? (price, opposite) : (opposite, price)
    }

    /// A trade on both sides at once at the quote that stands.
    init(placebo quote: Quote, at time: Int64) {
        self.init(time: time, price: quote.ask, isLong: true, mid: quote.mid, spread: quote.ask &- quote.bid)
        down = quote.bid
    }

    /// Microseconds until the trade was beaten, and until the opposite one would have been.
    var own: Int32 { isLong ? upAfter : downAfter }
    var opposite: Int32 { isLong ? downAfter : upAfter }
    /// The label of risk-domain 4.5: it could have been closed at a profit within the horizon.
    func isToxic(within microseconds: Int64) -> Bool { Int64(own) <= microseconds }

    mutating func beat(by quote: Quote) {
        let passed = quote.time &- time
        guard quote.time > time, passed > 0, passed <= Self.span else { return }
        let after = Int32(passed)
        if quote.bid > up { upAfter = min(upAfter, after) }
        if quote.ask < down { downAfter = min(downAfter, after) }
    }
}
