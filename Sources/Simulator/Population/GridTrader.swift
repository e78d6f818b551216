import Brokerage

/// A basket on one side of one symbol: another leg at every even step against it, all closed a little beyond break-even.
struct GridTrader: Strategy {
    var client: Client
    let symbol: Int
    /// Distance of the legs in pips.
    let spacing: Double
    let lots: Lots
    let deepest: Int
    private var legs: [Int64] = []
    private var side = Side.buy
    /// The price at which the last leg could have been closed at once.
    private var lastPrice = 0.0

    init(client: Client, symbol: Int, spacing: Double, lots: Lots, deepest: Int) {
        self.client = client
        (self.symbol, self.spacing, self.lots, self.deepest) = (symbol, spacing, lots, deepest)
    }

    mutating func act(at now: Int64, on server: inout TradingServer) -> Int64 {
        guard server.market.isOpen(symbol, at: now) else {
            return server.market.nextOpen(symbol, from: now) + Int64(client.chance.unit() * 3_600_000)
        }
        legs.removeAll { server.positions[$0] == nil }
        let step = spacing * server.instrument(symbol).pip
        let quote = server.quote(symbol, for: server.group(of: client.account), at: now)
        guard !legs.isEmpty else {
            side = client.side(server, symbol, at: now, edge: -0.1, horizon: 3_600_000)
            addLeg(quote, at: now, on: &server)
            guard !legs.isEmpty else { return now + client.gap(history: 14_400, live: 120, at: now) }
            return nextLook(step, at: now, on: &server)
        }
        let exit = quote.price(for: side.opposite).statistic
        // The levels waited for lie on the symbol's grid, so they count as reached within a point.
        let point = server.instrument(symbol).point
        let isProfit = side.sign * (exit - target(step, server)) >= -point
        let isHopeless = legs.count >= deepest && side.sign * (lastPrice - exit) >= 3 * step - point
        if isProfit || isHopeless {
            for leg in legs { server.close(leg, at: now, reason: .expert) }
            legs = []
            return now + client.gap(history: 5400, live: 30, at: now)
        }
        if legs.count < deepest, side.sign * (lastPrice - exit) >= step - point { addLeg(quote, at: now, on: &server) }
        return nextLook(step, at: now, on: &server)
    }

    private mutating func addLeg(_ quote: Quote, at now: Int64, on server: inout TradingServer) {
        var request = client.request(symbol, side, lots)
        request.comment = "grid \(legs.count + 1)"
        // A leg that margin does not allow is left out; the next is a step further on.
        lastPrice = quote.price(for: side.opposite).statistic
        guard let ticket = server.trade(request, at: now), !legs.contains(ticket) else { return }
        legs.append(ticket)
    }

    /// The price a little beyond the basket's break-even.
    private func target(_ step: Double, _ server: TradingServer) -> Double {
        var (volume, value) = (0.0, 0.0)
        for leg in legs {
            guard let position = server.positions[leg] else { continue }
            volume += position.lots.statistic
            value += position.lots.statistic * position.priceOpen.statistic
        }
        return (volume > 0 ? value / volume : 0) + side.sign * step * 0.6
    }

    /// When the target or the next leg's price is reached.
    private func nextLook(_ step: Double, at now: Int64, on server: inout TradingServer) -> Int64 {
        let instrument = server.instrument(symbol)
        let steps = legs.count >= deepest ? 3.0 : 1.0
        let goal = instrument.price(target(step, server))
        let next = instrument.price(lastPrice - side.sign * step * steps)
        let barriers = PriceBarriers(
            below: side == .buy ? next : goal, above: side == .buy ? goal : next, watchesAsk: side == .sell,
            markup: server.markup(symbol, account: client.account))
        let horizon = now + 14_400_000
        return max(now + 1000, server.market.firstReach(symbol, barriers, from: now + 500, through: horizon) ?? horizon)
    }
}
