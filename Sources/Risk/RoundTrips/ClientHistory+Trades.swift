import Brokerage

/// What a trade changed.
struct TradeEffect: Sendable {
    /// Position in the account's list of symbols.
    var symbol: Int
    /// To be added to every sum over positions.
    var added = Holding()
    var removed = Holding()
    /// Hundred-millionths of a lot.
    var opened: Int64 = 0
    var closed: Int64 = 0
    /// Lots that were taken out of an open position, and what opening them had cost (lots times price).
    var outLots: Int64 = 0
    var outCost: Int128 = 0
}

/// What a deal needs to know of its symbol.
struct TradeTerms: Sendable {
    var instrument: Int
    /// Units of the asset in one lot.
    var contract: Double
    /// Units of the account's currency for one of the profit currency at the deal; nil when unknown.
    var rate: Double?
    /// How the deal lies to releases of the symbol's currencies.
    var news = NewsExposure()
}

extension ClientHistory {
    /// Moves positions by a trade, ends round trips and feeds what learns from them.
    mutating func trade(_ deal: borrowing Deal, id: DealID, terms: TradeTerms, settings: borrowing RiskSettings) -> TradeEffect {
        var effect = TradeEffect(symbol: symbol(of: terms.instrument))
        let lots = max(0, deal.volume.units)
        let isLong = deal.action == .buy
        // Sources without position numbers net everything in one symbol.
        let ticket = deal.position != 0 ? deal.position : -1 - Int64(terms.instrument)
        isUnscored = true
        withSymbol(effect.symbol) {
            $0.lastPrice = deal.price.units
            $0.swings.mark(deal.price.units, at: deal.time.microseconds)
        }
        guard let slot = positions.slot(of: ticket) else {
            if deal.entry == .in || deal.entry == .inOut {
                open(lots, ticket, isLong, deal, id, terms, settings, &effect)
            } else {
                trips.incomplete += 1
                effect.closed = lots
            }
            return effect
        }
        effect.removed = positions[slot].holding
        let isAdding = positions[slot].isLong == isLong && (deal.entry == .in || deal.entry == .inOut)
        let before = positions[slot].isIncomplete
        if !before || isAdding { positions[slot].forgetStatement() }
        positions[slot].note(deal, id: id)
        if isAdding {
            let isFirst = positions[slot].isIncomplete
            positions[slot].add(lots, at: deal.price.units)
            let notional = notional(lots, deal, terms, effect.symbol)
            positions[slot].notional += notional
            if isFirst { positions[slot].openedAtNews = terms.news.isInside }
            noteOpening(lots, notional, isFirst: isFirst, deal, id, terms, settings, &effect)
            effect.added = positions[slot].holding
            return effect
        }
        close(lots, slot, deal, terms, settings, &effect)
        let rest = lots - min(lots, effect.closed)
        if rest > 0, deal.entry == .in || deal.entry == .inOut, positions.slot(of: ticket) == nil {
            open(rest, ticket, isLong, deal, id, terms, settings, &effect)
        }
        return effect
    }

    private mutating func open(
        _ lots: Int64, _ ticket: Int64, _ isLong: Bool, _ deal: borrowing Deal, _ id: DealID, _ terms: TradeTerms,
        _ settings: borrowing RiskSettings, _ effect: inout TradeEffect
    ) {
        var life = PositionLife(
            ticket: ticket, instrument: terms.instrument, symbol: effect.symbol, isLong: isLong, openedAt: deal.time.microseconds)
        // The money of a reversal belongs to the side it closed.
        if effect.closed == 0 { life.note(deal, id: id) } else { life.begin(with: id, reason: deal.reason) }
        life.add(lots, at: deal.price.units)
        life.notional = notional(lots, deal, terms, effect.symbol)
        life.openedAtNews = terms.news.isInside
        noteOpening(lots, life.notional, isFirst: true, deal, id, terms, settings, &effect)
        let slot = positions.insert(life)
        effect.added = positions[slot].holding
    }

    private mutating func noteOpening(
        _ lots: Int64, _ notional: Double, isFirst: Bool, _ deal: borrowing Deal, _ id: DealID, _ terms: TradeTerms,
        _ settings: borrowing RiskSettings, _ effect: inout TradeEffect
    ) {
        effect.opened = lots
        openNotional += notional
        if isFirst { withSymbol(effect.symbol) { $0.swings.opened(isLong: deal.action == .buy) } }
        guard deal.reason.isTrade else { return }
        orders.add(lots)
        smallestOrder = min(smallestOrder, lots)
        recentOpens.add(id)
        hours.add(deal.time.microseconds)
        turnover.add(notional, at: deal.time.microseconds)
        patterns.opened(
            OpeningTrade(
                time: deal.time.microseconds, deal: id, instrument: terms.instrument, symbol: effect.symbol, isLong: deal.action == .buy, lots: lots,
                price: deal.price.units, notional: notional, reason: deal.reason, expert: deal.expert, stop: deal.priceSL.units, isFirst: isFirst,
                funds: ledger.deposits > .zero ? (ledger.balance + ledger.credit).statistic : 0, openNotional: openNotional, news: terms.news), settings)
        guard isFirst, let step = withSymbol(effect.symbol, { $0.chain.opened(lots, by: id) }) else { return }
        patterns.martingale.add(step)
    }

    private mutating func close(
        _ lots: Int64, _ slot: Int, _ deal: borrowing Deal, _ terms: TradeTerms, _ settings: borrowing RiskSettings,
        _ effect: inout TradeEffect
    ) {
        let (wasOpen, hadCost) = (positions[slot].lots, positions[slot].cost)
        effect.closed = positions[slot].isIncomplete ? lots : min(lots, wasOpen)
        learnRate(effect.closed, slot, deal, terms, effect.symbol)
        positions[slot].close(lots, at: deal.price.units)
        effect.added = positions[slot].holding
        (effect.outLots, effect.outCost) = (wasOpen &- positions[slot].lots, hadCost &- positions[slot].cost)
        guard positions[slot].lots == 0 else { return }
        let life = positions[slot]
        positions.remove(at: slot)
        // Nothing open is nothing: no rounding is carried on.
        openNotional = positions.count == 0 ? 0 : max(0, openNotional - life.notional)
        guard !life.isIncomplete else {
            trips.incomplete += 1
            return
        }
        withSymbol(life.symbol) { $0.swings.closed(isLong: life.isLong) }
        finish(life.roundTrip, life.symbol, settings)
    }

    private mutating func finish(_ trip: RoundTrip, _ symbol: Int, _ settings: borrowing RiskSettings) {
        withSymbol(symbol) { $0.chain.closed(trip) }
        patterns.closed(trip, settings)
        guard trip.counts else { return }
        add(trip, of: symbol, settings.patterns.style)
    }

    /// Notional in the account's currency; zero while no rate is known.
    private mutating func notional(_ lots: Int64, _ deal: borrowing Deal, _ terms: TradeTerms, _ symbol: Int) -> Double {
        let rate: Double
        if let known = terms.rate {
            withSymbol(symbol) { $0.rate = known }
            rate = known
        } else {
            rate = symbols[symbol].rate
        }
        return Double(lots) / 1e8 * terms.contract * abs(deal.price.statistic) * rate
    }

    /// Where no quote told the rate between profit and account currency, the server's own profit of a close tells it.
    private mutating func learnRate(_ lots: Int64, _ slot: Int, _ deal: borrowing Deal, _ terms: TradeTerms, _ symbol: Int) {
        let move = Double(deal.price.units) - Double(positions[slot].openPrice)
        let quoted = (positions[slot].isLong ? move : -move) / 1e8 * Double(lots) / 1e8 * terms.contract
        let profit = deal.profit.statistic
        // Under one unit of money the rounding to cents would show in the rate.
        guard terms.rate == nil, abs(profit) >= 1, quoted != 0, profit / quoted > 0 else { return }
        let rate = profit / quoted
        withSymbol(symbol) { $0.rate = rate }
        if positions[slot].notional == 0 {
            positions[slot].notional =
                Double(positions[slot].inLots) / 1e8 * terms.contract * abs(Double(positions[slot].openPrice)) / 1e8 * rate
        }
    }
}
