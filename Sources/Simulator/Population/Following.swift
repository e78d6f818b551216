import Brokerage

/// How one account follows another's trades, in the same or in the opposite direction.
struct Following: Sendable {
    let leader: Int
    let follower: Int
    /// Milliseconds behind the leader.
    let lag: ClosedRange<Double>
    /// Share of the leader's trades that is followed.
    let share: Double
    /// Volume as a multiple of the leader's, and the relative noise on it.
    let ratio: Double
    let ratioNoise: Double
    let isOpposite: Bool
    var chance: Chance
    /// The follower's positions by the leader's.
    var copies: [Int64: Int64] = [:]

    /// Opens what the leader opened.
    mutating func follow(_ fill: TradingServer.Fill, at now: Int64, on server: inout TradingServer) {
        guard copies[fill.position] == nil else { return }
        let instrument = server.instrument(fill.symbol)
        let volume = fill.lots.statistic * ratio * (1 + ratioNoise * chance.normal())
        let steps = max(1, Int64((volume / instrument.lotStep.statistic).rounded()))
        let lots = Lots(units: max(instrument.minimumLots.units, steps * instrument.lotStep.units))
        var request = TradeRequest(account: follower, symbol: fill.symbol, side: isOpposite ? fill.side.opposite : fill.side, lots: lots)
        request.reason = .expert
        request.expert = isOpposite ? 0 : 77_001
        if isOpposite { request.reason = .client }
        copies[fill.position] = server.trade(request, at: now)
    }

    /// Closes what the leader has closed.
    mutating func unfollow(_ leader: Int64, at now: Int64, on server: inout TradingServer) {
        guard let ticket = copies.removeValue(forKey: leader) else { return }
        server.close(ticket, at: now, reason: isOpposite ? .client : .expert)
    }
}
