import Brokerage

/// A symbol on one connection, with its newest quote and what clients hold of it.
struct Instrument: Sendable {
    private(set) var symbol: Symbol
    let connection: Int
    /// Position in the market's list of underlyings; variants of one symbol share it.
    var underlying: Int
    /// Numbers of currencies; the asset is ``Currencies/unknown`` when the instrument is its own asset.
    var asset = Currencies.unknown
    var profit = Currencies.usd
    var margin = Currencies.usd
    /// Whether the price is a rate between ``asset`` and ``profit``.
    private(set) var isPair = false
    /// Units of the asset in one lot.
    private(set) var contract = 1.0
    var quote: Quote?
    /// Open positions by book: A, B, C.
    var totals = InlineArray<3, Holding>(repeating: Holding())
    var track = MarkoutTrack()
    /// Of accounts that are clients.
    var slippage = SlippageTally()
    /// Whether a deal was valued by this description.
    var isUsed = false
    /// In the list of what the next settlement will look at.
    var isChanged = false
    /// Quoted since open positions were valued last.
    var isRepriced = false

    init(_ symbol: Symbol, connection: Int, underlying: Int) {
        self.symbol = symbol
        self.connection = connection
        self.underlying = underlying
        describe(symbol)
    }

    mutating func describe(_ symbol: Symbol) {
        self.symbol = symbol
        isPair = UnderlyingName.isPair(symbol)
        let size = symbol.contractSize.statistic
        // A contract of nothing, or less, would turn every figure into nonsense: count one unit a lot instead.
        contract = size > 0 ? size : 1
    }

    /// Everything held, or what the house keeps (books B and C).
    func held(keptOnly: Bool) -> Holding {
        var sum = totals[1]
        sum.add(totals[2])
        if !keptOnly { sum.add(totals[0]) }
        return sum
    }
}

/// A quote as it stands, in hundred-millionths.
struct Quote: Sendable, Equatable, BitwiseCopyable {
    var bid: Int64
    var ask: Int64
    /// Microseconds since 1970.
    var time: Int64

    /// Midway, rounded towards bid by at most half a hundred-millionth.
    var mid: Int64 { bid &+ (ask &- bid) / 2 }
    var midPrice: Double { Double(mid) / 1e8 }
}
