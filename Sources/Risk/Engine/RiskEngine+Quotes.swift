import Brokerage

extension RiskEngine {
    /// Takes in a quote of the broker's own feed. Quotes without a price are no quotes; reference feeds move no figure.
    public mutating func apply(_ tick: Tick, on connection: ConnectionID) {
        guard tick.feed == nil, !tick.bid.isZero || !tick.ask.isZero else { return }
        let number = market.instrument(tick.symbol, connection: market.connection(connection))
        let quote = Quote(bid: tick.bid.units, ask: tick.ask.units, time: tick.time.microseconds)
        resolved.removeAll(keepingCapacity: true)
        guard market.instruments[number].track.advance(to: quote.time, mid: quote.mid, into: &resolved) else { return }
        market.take(quote, of: number)
        isRepriced = true
        for markout in resolved { take(markout) }
    }

    private mutating func take(_ markout: ResolvedMarkout) {
        let index = Int(markout.deal.account)
        guard accounts.indices.contains(index), accounts[index].generation == markout.deal.generation else { return }
        accounts[index].history.add(markout.deal.markout(at: markout.mid), of: markout.deal, at: markout.horizon)
        learned.append(
            MarkoutFact(deal: DealID(markout.deal.deal), kind: UInt8(markout.horizon), value: Price(units: markout.mid)))
        mark(index)
    }
}
