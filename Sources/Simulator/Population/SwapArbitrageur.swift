import Brokerage

/// Holds three pairs whose price risk cancels for as long as their swaps together pay.
struct SwapArbitrageur: Strategy {
    var client: Client
    let leverage: Double
    private var legs: [Int64] = []

    init(client: Client, leverage: Double) {
        self.client = client
        self.leverage = leverage
    }

    mutating func act(at now: Int64, on server: inout TradingServer) -> Int64 {
        guard let pair = InstrumentCatalogue.index(of: "USDJPY"), let cross = InstrumentCatalogue.index(of: "EURJPY"),
            let euro = InstrumentCatalogue.index(of: "EURUSD")
        else { return .max }
        guard server.market.isOpen(pair, at: now) else { return server.market.nextOpen(pair, from: now) + 3_600_000 }
        if !legs.isEmpty {
            for leg in legs { server.close(leg, at: now, reason: .client) }
            legs = []
            return now + client.gap(history: 90_000, live: 7200, at: now)
        }
        // Long dollar against yen, short euro against yen, long euro against dollar: nothing is left but the swaps.
        let dollars = client.lots(&server, pair, at: now, leverage: leverage)
        let euros = client.grid(dollars.statistic / server.quote(euro, at: now).bid.statistic, server.instrument(euro))
        for (symbol, side, lots) in [(pair, Side.buy, dollars), (cross, .sell, euros), (euro, .buy, euros)] {
            if let ticket = server.trade(client.request(symbol, side, lots), at: now) { legs.append(ticket) }
        }
        return now + Int64(client.chance.uniform(11...16) * 86_400_000)
    }
}
