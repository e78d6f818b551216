import Brokerage

/// Holds for seconds and has no edge: quick, but harmless.
struct ScalpingTrader: Strategy {
    var client: Client
    let symbols: [Int]
    let leverage: Double
    private var ticket: Int64 = 0
    private var tradesLeft = 0

    init(client: Client, symbols: [Int], leverage: Double) {
        self.client = client
        (self.symbols, self.leverage) = (symbols, leverage)
    }

    mutating func act(at now: Int64, on server: inout TradingServer) -> Int64 {
        if let position = server.positions[ticket] {
            guard server.market.isOpen(position.symbol, at: now) else { return server.market.nextOpen(position.symbol, from: now) + 1000 }
            server.close(ticket, at: now, reason: client.expert == 0 ? .client : .expert)
        }
        if ticket != 0 {
            ticket = 0
            return now + pause(at: now)
        }
        let symbol = client.chance.pick(symbols)
        guard server.market.isOpen(symbol, at: now) else {
            return server.market.nextOpen(symbol, from: now) + Int64(client.chance.unit() * 7_200_000)
        }
        let side: Side = client.chance.happens(0.5) ? .buy : .sell
        let lots = client.lots(&server, symbol, at: now, leverage: leverage * client.chance.uniform(0.7...1.3))
        ticket = server.trade(client.request(symbol, side, lots), at: now) ?? 0
        guard ticket != 0 else { return now + client.gap(history: 21_600, live: 120, at: now) }
        return now + Int64(client.chance.uniform(6...55) * 1000)
    }

    /// Short between the trades of one sitting, long between sittings.
    private mutating func pause(at now: Int64) -> Int64 {
        if tradesLeft > 0 || client.isLive(now) {
            tradesLeft = max(0, tradesLeft - 1)
            return client.gap(history: 90, live: 25, at: now)
        }
        tradesLeft = client.chance.whole(8...30)
        return client.gap(history: 70_000, live: 25, at: now)
    }
}
