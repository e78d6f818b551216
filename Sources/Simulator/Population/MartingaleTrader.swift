import Brokerage

/// One trade after the other on one symbol: the next is larger after a loss and back at the start after a win.
struct MartingaleTrader: Strategy {
    var client: Client
    let symbol: Int
    /// Factor after a loss, 1.6 to 2.2.
    let factor: Double
    let base: Lots
    let deepest: Int
    private var depth = 0
    private var ticket: Int64 = 0

    init(client: Client, symbol: Int, factor: Double, base: Lots, deepest: Int) {
        self.client = client
        (self.symbol, self.factor, self.base, self.deepest) = (symbol, factor, base, deepest)
    }

    mutating func act(at now: Int64, on server: inout TradingServer) -> Int64 {
        guard server.market.isOpen(symbol, at: now) else {
            return server.market.nextOpen(symbol, from: now) + Int64(client.chance.unit() * 7_200_000)
        }
        if ticket != 0 {
            finish(at: now, on: &server)
            return now + client.gap(history: depth > 0 ? 400 : 18_000, live: 8, at: now)
        }
        let side = client.side(server, symbol, at: now, edge: -0.2, horizon: 900_000)
        let lots = client.grid(base.statistic * power(factor, depth), server.instrument(symbol))
        ticket = server.trade(client.request(symbol, side, lots), at: now) ?? 0
        if ticket == 0 { depth = 0 }
        let hold = client.isLive(now) ? client.chance.uniform(15...45) : client.chance.logNormal(median: 600, sigma: 0.4)
        return now + Int64(hold * 1000)
    }

    private mutating func finish(at now: Int64, on server: inout TradingServer) {
        let lost = server.positions[ticket].map { server.floating($0, at: now).profit < .zero } ?? true
        server.close(ticket, at: now, reason: client.expert == 0 ? .client : .expert)
        depth = lost && depth < deepest ? depth + 1 : 0
        ticket = 0
    }

    private func power(_ factor: Double, _ exponent: Int) -> Double { (0..<exponent).reduce(1) { value, _ in value * factor } }
}
