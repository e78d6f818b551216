import Brokerage

/// Has a small, real edge at one hour and holds for about that long.
struct SwingTrader: Strategy {
    var client: Client
    /// Basis points at one hour.
    let edge: Double
    let leverage: Double
    private var holdings: [Holding] = []
    private var nextOpening: Int64 = 0

    init(client: Client, edge: Double, leverage: Double) {
        self.client = client
        (self.edge, self.leverage) = (edge, leverage)
    }

    mutating func act(at now: Int64, on server: inout TradingServer) -> Int64 {
        for (index, holding) in holdings.enumerated().reversed() where holding.due <= now {
            if let position = server.positions[holding.ticket], !server.market.isOpen(position.symbol, at: now) {
                holdings[index].due = server.market.nextOpen(position.symbol, from: now) + 60_000
                continue
            }
            server.close(holding.ticket, at: now, reason: .client)
            holdings.remove(at: index)
        }
        if now >= nextOpening {
            open(at: now, on: &server)
            nextOpening = now + client.gap(history: 5400, live: 240, at: now)
        }
        return max(now + 1, min(nextOpening, holdings.map(\.due).min() ?? .max))
    }

    private mutating func open(at now: Int64, on server: inout TradingServer) {
        guard holdings.count < 4, let symbol = client.symbol(&server, at: now), server.instrument(symbol).mode == .forex else { return }
        let side = client.side(server, symbol, at: now, edge: edge, horizon: 3_600_000)
        let lots = client.lots(&server, symbol, at: now, leverage: leverage * client.chance.uniform(0.8...1.2))
        guard let ticket = server.trade(client.request(symbol, side, lots), at: now) else { return }
        holdings.removeAll { $0.ticket == ticket }
        holdings.append(Holding(ticket: ticket, due: now + Int64(client.chance.logNormal(median: 3600, sigma: 0.3) * 1000)))
    }
}
