import Brokerage

/// What all behaviours share: an account, its own luck, and habits of size and time.
struct Client: Sendable {
    let account: Int
    var chance: Chance
    /// From this instant (UTC milliseconds) clients trade at the pace of a busy hour, so that something can be seen at once.
    let liveFrom: Int64
    let expert: Int64

    func isLive(_ now: Int64) -> Bool { now >= liveFrom }

    /// A waiting time in milliseconds with the mean that fits the phase, both given in seconds.
    mutating func gap(history: Double, live: Double, at now: Int64) -> Int64 {
        guard !isLive(now) else { return Int64(chance.waiting(mean: live) * 1000) + 1 }
        let weight = max(0.25, ActivityCurve.weight(atMilliseconds: now))
        // A wait of the back history does not reach far into the live phase.
        return min(Int64(chance.waiting(mean: history / weight) * 1000) + 1, max(0, liveFrom - now) + Int64(chance.waiting(mean: live) * 1000) + 1)
    }

    /// A symbol by popularity among those that trade now.
    mutating func symbol(_ server: inout TradingServer, at now: Int64) -> Int? {
        var choices: [(Int, Double)] = []
        for index in server.market.instruments.indices where server.market.isOpen(index, at: now) {
            choices.append((index, server.instrument(index).popularity))
        }
        return choices.isEmpty ? nil : chance.pick(choices)
    }

    /// A side whose expected gain over `horizon` milliseconds is `edge` basis points, before costs.
    mutating func side(_ server: TradingServer, _ symbol: Int, at now: Int64, edge: Double, horizon: Int64) -> Side {
        let move = server.market.futureMove(symbol, from: now, over: horizon)
        let expected = server.market.expectedMove(symbol, over: horizon, at: now)
        let knows = min(1, max(0, 0.5 + edge / max(0.01, 2 * expected)))
        let right: Side = move >= 0 ? .buy : .sell
        return chance.happens(knows) ? right : right.opposite
    }

    /// The volume whose value is `leverage` times the account's money, on the symbol's grid.
    func lots(_ server: inout TradingServer, _ symbol: Int, at now: Int64, leverage: Double) -> Lots {
        let instrument = server.instrument(symbol)
        let money = server.accounts[account].balance.statistic + server.accounts[account].credit.statistic
        let rate = Double(server.market.rate(from: instrument.profitCurrency, to: server.group(of: account).currency, at: now)) / 1e8
        let value = server.quote(symbol, at: now).bid.statistic * Double(instrument.contractSize) * rate
        guard money > 0, value > 0 else { return instrument.minimumLots }
        return grid(money * leverage / value, instrument)
    }

    /// The nearest volume that the symbol allows.
    func grid(_ lots: Double, _ instrument: Instrument) -> Lots {
        let steps = Int64((lots / instrument.lotStep.statistic).rounded())
        let most = instrument.maximumLots.units / instrument.lotStep.units
        return Lots(units: max(instrument.minimumLots.units, min(max(1, steps), most) * instrument.lotStep.units))
    }

    func request(_ symbol: Int, _ side: Side, _ lots: Lots) -> TradeRequest {
        var request = TradeRequest(account: account, symbol: symbol, side: side, lots: lots)
        request.reason = expert == 0 ? .client : .expert
        request.expert = expert
        return request
    }

    /// Adds a stop loss and a take profit at so many pips from the quote; zero for none.
    func protect(_ request: inout TradeRequest, _ server: inout TradingServer, stop: Double, take: Double, at now: Int64) {
        let instrument = server.instrument(request.symbol)
        let price = server.quote(request.symbol, at: now).price(for: request.side).statistic
        let sign = request.side.sign
        if stop > 0 { request.stopLoss = instrument.price(price - sign * stop * instrument.pip) }
        if take > 0 { request.takeProfit = instrument.price(price + sign * take * instrument.pip) }
    }
}

/// A position that its client means to close at a set time.
struct Holding: Sendable {
    var ticket: Int64
    var due: Int64
}

/// One way to trade. A value of its own per account.
protocol Strategy: Sendable {
    var client: Client { get set }
    /// Does what is due at `now`. - Returns: the instant at which to be called next.
    mutating func act(at now: Int64, on server: inout TradingServer) -> Int64
}
