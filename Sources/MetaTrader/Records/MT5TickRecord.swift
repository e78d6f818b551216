import Brokerage

/// The record of a symbol's newest quote.
struct MT5TickRecord: MT5Draft {
    static let kind = "tick"
    static let fields: MT5FieldTable<Self> = [
        "Symbol": { $0.symbol = $1.text() },
        "Bid": { $0.bid = $1.decimal() },
        "Ask": { $0.ask = $1.decimal() },
        "Datetime": { $0.time.seconds = $1.integer() },
        "DatetimeMsc": { $0.time.fine = $1.integer() },
    ]

    private var symbol = ""
    private var bid = Price.zero
    private var ask = Price.zero
    private var time = MT5Stamp()

    var identity: String { symbol }

    /// - Returns: nil for a symbol that has not been quoted yet, whose time is zero.
    func finish(_ clock: ServerClock) throws(MT5FieldFault) -> Tick? {
        guard !symbol.isEmpty else { throw MT5FieldFault("is missing", in: "Symbol") }
        guard let instant = try time.instant("Datetime", clock) else { return nil }
        return Tick(symbol: symbol, bid: bid, ask: ask, time: instant)
    }
}
