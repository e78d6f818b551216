import Brokerage

extension RiskEngine {
    /// An account as it stands, at the newest quotes. Nil for one that was never seen.
    public func figures(of account: AccountID) -> AccountFigures? {
        guard let index = numbers[account] else { return nil }
        let entry = accounts[index]
        let value = Valuation(entry, market)
        let ledger = entry.history.ledger
        let places = entry.digits
        let stopOut = stopOut(index, value)
        return AccountFigures(
            id: entry.id, connection: market.connections[entry.connection], login: entry.login, group: entry.group,
            currency: market.currencies.name(entry.currency), name: entry.name, leverage: entry.leverage, book: entry.book,
            balance: entry.currentBalance, credit: entry.currentCredit, equity: value.equity(entry).flatMap { Money(rounding: $0, places: places) },
            floating: value.floating.flatMap { Money(rounding: $0, places: places) } ?? entry.floating,
            margin: value.margin.flatMap { Money(rounding: $0, places: places) }, marginLevel: value.marginLevel(entry),
            leverageInUse: leverageInUse(index, value), lossToStopOut: stopOut?.loss, pipsToStopOut: stopOut?.pips,
            sigmaToStopOut: stopOut?.deviations, touchChance: stopOut?.touchChance,
            reason: (value.floating == nil && entry.floating == nil ? value.reason : nil) ?? value.marginReason
                ?? (value.margin == 0 ? .noMargin : nil), deals: ledger.deals,
            roundTrips: entry.history.trips.count, incompleteTrips: entry.history.trips.incomplete, volume: ledger.volume,
            profit: ledger.profit, deposits: ledger.deposits, withdrawals: ledger.withdrawals,
            openPositions: entry.history.positions.lives.count { $0.lots > 0 }, lastDealAt: entry.watermark,
            statistics: TradingStatistics(entry.history), score: entry.isJudged ? entry.brief : nil,
            scoreReason: entry.isJudged ? nil : entry.isExcluded ? .excludedGroup : .overPlan, advice: advice(index, entry.verdict))
    }

    /// The account's score with its reasons, from all that came in so far. Nil for accounts that are not scored.
    public func score(of account: AccountID) -> RiskScore? {
        guard let index = numbers[account], accounts[index].isJudged else { return nil }
        let verdict = ClientVerdict(accounts[index], settings, population)
        let rate = market.currencies.usd(accounts[index].currency)
        return RiskScore(
            brief: Scoring.brief(verdict, scale, watermark: accounts[index].watermark), basePoints: scale.basePoints,
            reasons: Scoring.reasons(accounts[index], verdict, scale, settings, usdRate: rate),
            expectedLoss: verdict.edge.flatMap { edge in turnover(index).map { Scoring.expectedLoss(edge, turnover: $0) } },
            advice: advice(index, verdict), coverShare: coverShare(index), tripsNeeded: tripsNeeded(index), skill: skill(of: account))
    }

    /// Round trips for |t| = 2 at the client's own mean and spread; nil when there are as many, or nothing to go by.
    private func tripsNeeded(_ index: Int) -> Int? {
        let yields = accounts[index].history.trips.yields
        guard let needed = yields.neededForTwoSigma, needed > Double(yields.n) else { return nil }
        return Int(Whole.nearest(needed.rounded(.up), within: 1_000_000_000))
    }

    /// What the client will open in the next 30 days, in USD, as of the last settlement.
    func turnover(_ index: Int) -> Double? {
        let asOf = max(now.microseconds, accounts[index].history.ledger.lastTime)
        return market.currencies.usd(accounts[index].currency).map { accounts[index].history.turnover.month(asOf: asOf) * $0 }
    }

    /// The account's open positions, by ticket.
    public func positions(of account: AccountID) -> [PositionFigures] {
        guard let index = numbers[account] else { return [] }
        return accounts[index].history.positions.lives.filter { $0.lots > 0 }.sorted { $0.ticket < $1.ticket }.map { figures($0, index) }
    }

    private func figures(_ life: PositionLife, _ index: Int) -> PositionFigures {
        let instrument = market.instruments[life.instrument]
        let statement = accounts[index].statements[life.ticket]
        var reason: MissingReason?
        let floating = market.floating(life.holding, of: life.instrument, in: accounts[index].currency, reason: &reason)
        return PositionFigures(
            ticket: life.ticket, symbol: instrument.symbol.name, side: life.isLong ? .buy : .sell, volume: Lots(units: life.lots),
            priceOpen: Price(units: life.openPrice), openedAt: Timestamp(microseconds: life.openedAt),
            priceSL: statement?.priceSL ?? .zero, priceTP: statement?.priceTP ?? .zero,
            priceCurrent: instrument.quote.map { Price(units: life.isLong ? $0.bid : $0.ask) }, swap: statement?.swap ?? .zero,
            floating: floating.flatMap { Money(rounding: $0, places: accounts[index].digits) }, reason: reason,
            isGuess: instrument.symbol.isGuess)
    }
}

extension Money {
    /// The nearest amount of that many decimal places. Nil for what is not a number or out of range.
    init?(rounding value: Double, places: Int) {
        guard let nearest = Money(rounding: value) else { return nil }
        var step: Int64 = 1
        for _ in min(max(places, 0), 8)..<8 { step *= 10 }
        let half = nearest.units < 0 ? -step / 2 : step / 2
        self.init(units: nearest.units.addingSaturated(half) / step * step)
    }
}
