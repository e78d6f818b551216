import Brokerage

/// Sees the true price: acts 30 to 150 ms after it jumps, while the broker's feed still shows the old one.
struct LatencyTrader: Strategy {
    var client: Client
    /// Walks that it watches, by their place in the price path.
    let walks: [Int]
    let leverage: Double
    /// Holds for 3 to 10 minutes instead of seconds.
    let hides: Bool
    /// Share of the jumps it takes.
    let appetite: Double
    private var holdings: [Holding] = []
    private var target: (walk: Int, time: Int64, up: Bool)?

    init(client: Client, walks: [Int], leverage: Double, hides: Bool, appetite: Double) {
        self.client = client
        (self.walks, self.leverage, self.hides, self.appetite) = (walks, leverage, hides, appetite)
    }

    mutating func act(at now: Int64, on server: inout TradingServer) -> Int64 {
        for (index, holding) in holdings.enumerated().reversed() where holding.due <= now {
            if let position = server.positions[holding.ticket], !server.market.isOpen(position.symbol, at: now) {
                holdings[index].due = server.market.nextOpen(position.symbol, from: now) + 1000
                continue
            }
            server.close(holding.ticket, at: now, reason: .expert)
            holdings.remove(at: index)
        }
        if let jump = target, jump.time <= now {
            target = nil
            take(jump.walk, up: jump.up, at: now, on: &server)
        }
        if target == nil { chooseNext(after: now, server) }
        return max(now + 1, min(target?.time ?? now + 3_600_000, holdings.map(\.due).min() ?? .max))
    }

    private mutating func take(_ walk: Int, up: Bool, at now: Int64, on server: inout TradingServer) {
        guard let symbol = InstrumentCatalogue.index(of: InstrumentCatalogue.factors[walk].name), server.market.isOpen(symbol, at: now) else {
            return
        }
        let quote = server.quote(symbol, for: server.group(of: client.account), at: now)
        let truth = server.market.trueMiddle(symbol, at: now)
        // Only worth it while the quote is stale by more than its own spread.
        let side: Side = up ? .buy : .sell
        let gain = side.sign * (truth - quote.price(for: side).statistic)
        guard gain > 0 else { return }
        let lots = client.lots(&server, symbol, at: now, leverage: leverage * client.chance.uniform(0.8...1.2))
        guard let ticket = server.trade(client.request(symbol, side, lots), at: now) else { return }
        let hold = hides ? client.chance.uniform(180...600) : client.chance.uniform(2...25)
        holdings.append(Holding(ticket: ticket, due: now + Int64(hold * 1000)))
    }

    private mutating func chooseNext(after now: Int64, _ server: TradingServer) {
        let path = server.market.path
        var best: (walk: Int, jump: PricePath.Jump)?
        for walk in walks {
            var index = path.jumpCount(walk, through: now)
            let share = client.isLive(now) ? 0.9 : appetite
            while index < path.jumps[walk].count, !client.chance.happens(share) || path.jumps[walk][index].time < now - 30 { index += 1 }
            guard index < path.jumps[walk].count else { continue }
            let jump = path.jumps[walk][index]
            if best.map({ jump.time < $0.jump.time }) ?? true { best = (walk, jump) }
        }
        if let best { target = (best.walk, best.jump.time + Int64(client.chance.uniform(30...150)), best.jump.size > 0) }
    }
}
