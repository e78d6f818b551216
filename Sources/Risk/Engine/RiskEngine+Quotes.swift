import Brokerage

extension RiskEngine {
    /// Takes in a quote. Quotes without a price are no quotes; those of reference feeds (with a name) move no figure: the first named feed
    /// that quotes an underlying is its reference, others are left out while it speaks.
    public mutating func apply(_ tick: Tick, on connection: ConnectionID) {
        if let feed = tick.feed { return applyReference(tick, feed: feed, on: connection) }
        guard !tick.bid.isZero || !tick.ask.isZero else { return }
        let number = market.instrument(tick.symbol, connection: market.connection(connection))
        let quote = Quote(bid: tick.bid.units, ask: tick.ask.units, time: tick.time.microseconds)
        let previous = market.instruments[number].track.window.newest
        if let previous { settleWatched(before: quote.time, previous, of: number) }
        resolved.removeAll(keepingCapacity: true)
        guard market.instruments[number].track.advance(quote, into: &resolved) else { return }
        market.take(quote, of: number)
        isRepriced = true
        takeResolved()
        hear(quote, after: previous, of: number)
        settleStamps(at: quote.time, of: number)
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
