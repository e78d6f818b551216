import Brokerage

extension RiskEngine {
    /// The account's markout curve, by rising horizon; horizons of which nothing is known are left out. A question that changes nothing:
    /// any copy of the engine may answer it.
    /// - Parameters:
    ///   - deals: all of the account's deals in order of (time, ticket), as they are stored.
    ///   - facts: what was learned of them, in any order.
    public func markoutCurve(
        account: AccountID, deals: [(id: DealID, deal: Deal)], facts: [MarkoutFact], side: MarkoutSide, clock: MarkoutClock = .wall
    ) -> [MarkoutPoint] {
        guard let index = numbers[account] else { return [] }
        return MarkoutCurve.make(
            fills(of: index, deals, facts, side), facts: facts, clock: clock, seed: UInt64(bitPattern: account.rawValue))
    }

    /// The deals that a curve is made of. Whether a deal opened depends on those before it, so all are played through.
    private func fills(
        of index: Int, _ deals: [(id: DealID, deal: Deal)], _ facts: [MarkoutFact], _ side: MarkoutSide
    ) -> [MarkoutCurve.Fill] {
        let rates = FactIndex(facts.filter { $0.kind == MarkoutFact.rate }, newestKnown: DealID(.max))
        var history = ClientHistory()
        var fills: [MarkoutCurve.Fill] = []
        for (id, deal) in deals where deal.isTrade {
            guard let number = market.known(deal.symbol, connection: accounts[index].connection) else { continue }
            let rate = market.plainRate(deal, of: number, in: accounts[index].currency) ?? rates.facts(of: id).first.map { $0.value.statistic }
            let terms = TradeTerms(instrument: number, contract: market.instruments[number].contract, rate: rate)
            let effect = history.trade(deal, id: id, terms: terms, settings: settings)
            guard deal.reason.isTrade, deal.price.units != 0 else { continue }
            guard side == .open ? effect.opened > 0 : effect.opened == 0 && effect.closed > 0 && deal.reason.isDecision else { continue }
            fills.append(
                MarkoutCurve.Fill(
                    deal: id, price: deal.price.units, isLong: deal.action == .buy,
                    notional: deal.volume.statistic * terms.contract * abs(deal.price.statistic) * (rate ?? 0), mid: deal.statedQuote?.mid))
        }
        return fills
    }
}

extension Deal {
    /// The server's own quote at the deal; nil where it states none.
    var statedQuote: Quote? {
        guard !marketBid.isZero, !marketAsk.isZero else { return nil }
        return Quote(bid: marketBid.units, ask: marketAsk.units, time: time.microseconds)
    }
}
