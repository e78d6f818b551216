import Brokerage

/// Trades within two minutes of economic releases: after the first move, or with stop orders on both sides before it.
struct NewsTrader: Strategy {
    var client: Client
    let leverage: Double
    let straddles: Bool
    private var holdings: [Holding] = []
    private var waiting: [Int64] = []
    private var done: Int64 = 0

    init(client: Client, leverage: Double, straddles: Bool) {
        self.client = client
        (self.leverage, self.straddles) = (leverage, straddles)
    }

    mutating func act(at now: Int64, on server: inout TradingServer) -> Int64 {
        for holding in holdings where holding.due <= now { server.close(holding.ticket, at: now, reason: .client) }
        holdings.removeAll { $0.due <= now }
        let lead: Int64 = straddles ? 240_000 : -2000
        if let event = server.market.newsEvent(around: now, before: 300_000, after: 120_000), event.time != done, now >= event.time - lead {
            done = event.time
            if let symbol = symbol(for: event.currency, at: now, &server) { trade(event, symbol, at: now, on: &server) }
        }
        return max(now + 1000, min(holdings.map(\.due).min() ?? .max, nextEvent(after: now, lead: lead, server)))
    }

    private mutating func trade(_ event: NewsEvent, _ symbol: Int, at now: Int64, on server: inout TradingServer) {
        let lots = client.lots(&server, symbol, at: now, leverage: leverage)
        guard straddles else {
            let move = server.market.futureMove(symbol, from: event.time - 1000, over: now - event.time + 1000)
            let ticket = server.trade(client.request(symbol, move >= 0 ? .buy : .sell, lots), at: now)
            if let ticket { holdings.append(Holding(ticket: ticket, due: now + Int64(client.chance.uniform(45...300) * 1000))) }
            return
        }
        let instrument = server.instrument(symbol)
        let quote = server.quote(symbol, at: now)
        for side in Side.allCases {
            let distance = side.sign * client.chance.uniform(6...9) * instrument.pip
            let price = instrument.price(quote.price(for: side).statistic + distance)
            var request = client.request(symbol, side, lots)
            request.stopLoss = instrument.price(price.statistic - side.sign * 10 * instrument.pip)
            request.takeProfit = instrument.price(price.statistic + side.sign * 15 * instrument.pip)
            request.comment = "news"
            _ = server.place(side == .buy ? .buyStop : .sellStop, request, price: price, expires: event.time + 300_000, at: now)
        }
    }

    private mutating func symbol(for currency: String, at now: Int64, _ server: inout TradingServer) -> Int? {
        var fitting: [Int] = []
        for (index, instrument) in server.market.instruments.enumerated()
        where instrument.mode == .forex && (instrument.base == currency || instrument.profitCurrency == currency) {
            if server.market.isOpen(index, at: now) { fitting.append(index) }
        }
        return fitting.isEmpty ? nil : client.chance.pick(fitting)
    }

    private mutating func nextEvent(after now: Int64, lead: Int64, _ server: TradingServer) -> Int64 {
        let reaction = straddles ? Int64(client.chance.unit() * 60_000) : Int64(client.chance.uniform(0...40) * 1000)
        guard let event = server.market.path.news.first(where: { $0.time != done && $0.time - lead > now }) else { return now + 43_200_000 }
        return event.time - lead + reaction
    }
}
