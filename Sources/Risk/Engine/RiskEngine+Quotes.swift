import Brokerage

extension RiskEngine {
    /// Takes in a quote of the broker's own feed. Quotes without a price are no quotes; reference feeds move no figure.
    public mutating func apply(_ tick: Tick, on connection: ConnectionID) {
        guard tick.feed == nil, !tick.bid.isZero || !tick.ask.isZero else { return }
        let number = market.instrument(tick.symbol, connection: market.connection(connection))
        let quote = Quote(bid: tick.bid.units, ask: tick.ask.units, time: tick.time.microseconds)
        resolved.removeAll(keepingCapacity: true)
        guard market.instruments[number].track.advance(quote, into: &resolved) else { return }
        market.take(quote, of: number)
        isRepriced = true
        takeResolved()
    }

    /// Hands what quotes and trades settled to the accounts it is about.
    mutating func takeResolved() {
        for markout in resolved {
            let index = Int(markout.deal.account)
            guard accounts.indices.contains(index), accounts[index].generation == markout.deal.generation else { continue }
            take(markout, of: index)
        }
    }

    private mutating func take(_ markout: ResolvedMarkout, of index: Int) {
        guard let kind = markout.deal.isLatest ? MarkoutFact.latest(markout.kind) : markout.kind else { return }
        learned.append(MarkoutFact(deal: DealID(markout.deal.deal), kind: kind, value: Price(units: markout.mid)))
        if accounts[index].history.add(markout.deal.markout(at: markout.mid), of: markout.deal, kind: kind) { mark(index) }
    }
}
