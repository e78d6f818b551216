import Brokerage

extension RiskEngine {
    /// Compares a fill with every mid that is known already and lets the deal wait for the others.
    /// - Parameter quality: how well the deal's time is known.
    mutating func observe(
        _ deal: borrowing Deal, _ id: DealID, of index: Int, _ effect: TradeEffect, _ terms: TradeTerms, _ known: DealKnowledge,
        quality: SecondStamp.Quality
    ) {
        let isNew = !known.isReplay || known.mayLearn
        let isCompared = (effect.opened > 0 || deal.reason.isDecision) && deal.reason.isTrade && deal.price.units != 0
        guard isCompared || isNew else { return }
        var waiting = pending(deal, id, of: index, effect, terms)
        waiting.mark(quality)
        let mid = midAtDeal(deal, id, terms.instrument, known, isCompared: isCompared)
        waiting.mid = mid ?? 0
        if isNew { count(waiting, isCompared, mid, terms.instrument) }
        guard isCompared else { return }
        if let mid { accounts[index].history.add(waiting.markout(at: mid), of: waiting, kind: MarkoutFact.midAtDeal) }
        for fact in known.facts where fact.kind != MarkoutFact.midAtDeal {
            waiting.learn(fact.kind)
            accounts[index].history.add(waiting.markout(at: fact.value.units), of: waiting, kind: fact.kind)
        }
        if waiting.isOpen { attend(deal, waiting, of: index, terms.instrument, known) }
        if known.isReplay, market.instruments[terms.instrument].track.adopt(waiting) { return }
        if known.mayLearn { learn(&waiting, id, of: index, terms.instrument) }
        market.instruments[terms.instrument].track.wait(waiting)
    }

    /// A deal stamped in whole seconds once more, at the latest moment it may have been at: only for how far its short horizons reach.
    mutating func observeLatest(
        _ deal: borrowing Deal, _ id: DealID, of index: Int, _ effect: TradeEffect, _ terms: TradeTerms, _ known: DealKnowledge
    ) {
        guard effect.opened > 0 || deal.reason.isDecision, deal.reason.isTrade, deal.price.units != 0 else { return }
        var waiting = pending(deal, id, of: index, effect, terms)
        waiting.markLatest()
        for fact in known.facts { if let horizon = MarkoutFact.horizon(latest: fact.kind) { waiting.learn(horizon) } }
        if known.isReplay, market.instruments[terms.instrument].track.adopt(waiting) { return }
        if known.mayLearn { learn(&waiting, id, of: index, terms.instrument) }
        market.instruments[terms.instrument].track.wait(waiting)
    }

    private func pending(_ deal: borrowing Deal, _ id: DealID, of index: Int, _ effect: TradeEffect, _ terms: TradeTerms) -> PendingDeal {
        let notional = deal.volume.statistic * terms.contract * abs(deal.price.statistic) * (terms.rate ?? 0)
        return PendingDeal(
            time: deal.time.microseconds, deal: id.rawValue, price: deal.price.units, weight: max(0, Whole.nearest(notional * 100)),
            account: Int32(truncatingIfNeeded: index), generation: accounts[index].generation,
            symbol: Int32(truncatingIfNeeded: effect.symbol), known: 0, isLong: deal.action == .buy, isOpen: effect.opened > 0)
    }

    /// What the feeds taught of the minute after the deal, or else a watch over that minute.
    private mutating func attend(
        _ deal: borrowing Deal, _ waiting: PendingDeal, of index: Int, _ number: Int, _ known: DealKnowledge
    ) {
        defer { accounts[index].history.flow.lastOpen = max(accounts[index].history.flow.lastOpen, waiting.time) }
        if known.isReplay {
            if let facts = FillFacts(known) { return accounts[index].history.add(facts, of: waiting) }
            if number < feeds.count, feeds[number].watch.adopt(waiting) { return }
        }
        guard known.mayLearn, waiting.stamp == .exact else { return }
        watch(deal, waiting, of: index, number, isNew: !known.isReplay)
    }

    /// A new trade is news for the trades before it in its symbol.
    private mutating func count(_ deal: PendingDeal, _ isCompared: Bool, _ mid: Int64?, _ number: Int) {
        resolved.removeAll(keepingCapacity: true)
        market.instruments[number].track.count(deal, isObserved: isCompared, mid: mid, into: &resolved)
        takeResolved()
    }

    /// What the quotes at hand tell of the deal's horizons.
    private mutating func learn(_ waiting: inout PendingDeal, _ id: DealID, of index: Int, _ number: Int) {
        guard market.instruments[number].track.hasQuotes else { return }
        waiting.tick = market.instruments[number].track.window.number(asOf: waiting.time) ?? -1
        for horizon in 0..<MarkoutHorizon.count where !waiting.knows(UInt8(horizon)) {
            let offset = MarkoutHorizon.microseconds[horizon]
            guard let mid = market.instruments[number].track.mid(asOf: waiting.time &+ offset, dealt: waiting.time, horizon: offset)
            else { continue }
            learn(UInt8(horizon), mid, &waiting, id, of: index)
        }
        guard waiting.tick >= 0, waiting.tick < market.instruments[number].track.window.number else { return }
        for (position, wanted) in MarkoutClock.tickCounts.enumerated() {
            let kind = MarkoutFact.tick1 + UInt8(position)
            guard !waiting.knows(kind), let quote = market.instruments[number].track.window.quote(number: waiting.tick &+ wanted) else { continue }
            learn(kind, quote.mid, &waiting, id, of: index)
        }
    }

    private mutating func learn(_ kind: UInt8, _ mid: Int64, _ waiting: inout PendingDeal, _ id: DealID, of index: Int) {
        waiting.learn(kind)
        guard let told = waiting.isLatest ? MarkoutFact.latest(kind) : kind else { return }
        accounts[index].history.add(waiting.markout(at: mid), of: waiting, kind: told)
        learned.append(MarkoutFact(deal: id, kind: told, value: Price(units: mid)))
    }

    /// The mid at the deal: the server's own where stated, else as the quotes had it.
    private mutating func midAtDeal(
        _ deal: borrowing Deal, _ id: DealID, _ number: Int, _ known: DealKnowledge, isCompared: Bool
    ) -> Int64? {
        if let quote = deal.statedQuote { return quote.mid }
        if let mid = known.value(MarkoutFact.midAtDeal) { return mid }
        let time = deal.time.microseconds
        guard known.mayLearn, let mid = market.instruments[number].track.mid(asOf: time, dealt: time, horizon: 0) else { return nil }
        if isCompared { learned.append(MarkoutFact(deal: id, kind: MarkoutFact.midAtDeal, value: Price(units: mid))) }
        return mid
    }
}
