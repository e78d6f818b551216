import Brokerage

/// Trades for no reason: sides nearly at random, sizes of its own habit, holds from minutes to hours.
struct NoiseTrader: Strategy {
    var client: Client
    /// Basis points at one hour.
    let edge: Double
    let medianHold: Double
    let tradesPerDay: Double
    /// Value of a position as a multiple of the account's money.
    let leverage: Double
    let usesStops: Bool
    private var holdings: [Holding] = []
    private var nextOpening: Int64 = 0

    init(client: Client, edge: Double, medianHold: Double, tradesPerDay: Double, leverage: Double, usesStops: Bool) {
        self.client = client
        (self.edge, self.medianHold, self.tradesPerDay) = (edge, medianHold, tradesPerDay)
        (self.leverage, self.usesStops) = (leverage, usesStops)
    }

    mutating func act(at now: Int64, on server: inout TradingServer) -> Int64 {
        settle(at: now, on: &server)
        if now >= nextOpening {
            open(at: now, on: &server)
            nextOpening = now + client.gap(history: 86_400 / tradesPerDay, live: 60, at: now)
        }
        return max(now + 1, min(nextOpening, holdings.map(\.due).min() ?? .max))
    }

    private mutating func settle(at now: Int64, on server: inout TradingServer) {
        for (index, holding) in holdings.enumerated().reversed() {
            guard let position = server.positions[holding.ticket] else {
                holdings.remove(at: index)
                continue
            }
            guard holding.due <= now else { continue }
            guard server.market.isOpen(position.symbol, at: now) else {
                holdings[index].due = server.market.nextOpen(position.symbol, from: now) + Int64(client.chance.unit() * 3_600_000)
                continue
            }
            if client.chance.happens(0.08), closesInPart(position, index, at: now, on: &server) { continue }
            if client.chance.happens(0.15), closesBy(position, at: now, on: &server) {
                holdings.remove(at: index)
                continue
            }
            server.close(holding.ticket, at: now, reason: client.expert == 0 ? client.chance.pick([.client, .mobile, .web]) : .expert)
            holdings.remove(at: index)
        }
    }

    private mutating func closesInPart(_ position: OpenPosition, _ index: Int, at now: Int64, on server: inout TradingServer) -> Bool {
        let half = client.grid(position.lots.statistic / 2, server.instrument(position.symbol))
        guard half < position.lots else { return false }
        server.close(position.ticket, lots: half, at: now, reason: .client)
        holdings[index].due = now + hold(at: now)
        return true
    }

    private mutating func closesBy(_ position: OpenPosition, at now: Int64, on server: inout TradingServer) -> Bool {
        guard server.group(of: client.account).isHedging else { return false }
        let other = server.accounts[client.account].positions.first { ticket in
            server.positions[ticket].map { $0.symbol == position.symbol && $0.side != position.side } ?? false
        }
        guard let other else { return false }
        return server.closeBy(position.ticket, other, at: now) && server.positions[position.ticket] == nil
    }

    private mutating func open(at now: Int64, on server: inout TradingServer) {
        guard holdings.count < 6, let symbol = client.symbol(&server, at: now) else { return }
        let side = client.side(server, symbol, at: now, edge: edge, horizon: 3_600_000)
        let lots = client.lots(&server, symbol, at: now, leverage: leverage * client.chance.uniform(0.5...1.5))
        var request = client.request(symbol, side, lots)
        if usesStops, client.chance.happens(0.7) {
            client.protect(&request, &server, stop: client.chance.uniform(12...60), take: client.chance.uniform(12...80), at: now)
        }
        request.execution = Int64(client.chance.uniform(25...240))
        if client.chance.happens(0.1) { return placeLimit(request, at: now, on: &server) }
        guard let ticket = server.trade(request, at: now) else { return }
        holdings.removeAll { $0.ticket == ticket }
        holdings.append(Holding(ticket: ticket, due: now + hold(at: now)))
    }

    private mutating func placeLimit(_ request: TradeRequest, at now: Int64, on server: inout TradingServer) {
        let instrument = server.instrument(request.symbol)
        let quote = server.quote(request.symbol, at: now)
        let distance = client.chance.uniform(3...15) * instrument.pip
        let price = instrument.price(quote.price(for: request.side).statistic - request.side.sign * distance)
        var limit = request
        // What a limit order opens must close by itself.
        let sign = request.side.sign
        limit.stopLoss = instrument.price(price.statistic - sign * 25 * instrument.pip)
        limit.takeProfit = instrument.price(price.statistic + sign * 25 * instrument.pip)
        _ = server.place(request.side == .buy ? .buyLimit : .sellLimit, limit, price: price, expires: now + 14_400_000, at: now)
    }

    private mutating func hold(at now: Int64) -> Int64 {
        let median = client.isLive(now) ? min(medianHold, 600) : medianHold
        return Int64(client.chance.logNormal(median: median, sigma: 0.7) * 1000)
    }
}
