import Brokerage

extension RiskEngine {
    /// Takes in a deal. Deals of an account come in order of (time, ticket); one that ``isLate(_:account:)`` needs a
    /// ``rebuild(_:deals:markouts:)`` instead.
    public mutating func apply(_ deal: Deal, id: DealID, account: AccountID) {
        guard let index = numbers[account] else { return }
        play(deal, id: id, of: index, facts: nil)
    }

    /// Whether the deal is older than the account's newest.
    public func isLate(_ deal: Deal, account: AccountID) -> Bool {
        numbers[account].map { accounts[$0].history.ledger.isLate(deal) } ?? false
    }

    /// Shows a deal that has just come in to the rules that watch trades, when its account is rebuilt with it: a replay shows them none.
    public mutating func notice(_ deal: Deal, id: DealID, account: AccountID) {
        guard let index = numbers[account], accounts[index].isJudged, deal.isTrade else { return }
        let number = market.instrument(deal.symbol, connection: accounts[index].connection)
        see(deal, id, of: index, number)
        if isWatchingCover { seekCover(deal, id, of: index, number) }
    }

    /// One deal, as it arrives or (with `facts`) as it is replayed.
    mutating func play(_ deal: borrowing Deal, id: DealID, of index: Int, facts: FactIndex?) {
        accounts[index].history.ledger.apply(deal, id: id)
        accounts[index].followLedger()
        newestDeal = max(newestDeal, deal.time.microseconds)
        mark(index)
        if let payment = Payment(deal, id: id, balance: accounts[index].history.ledger.balance) {
            accounts[index].history.patterns.paid(payment, settings)
            accounts[index].history.isUnscored = true
        }
        guard deal.isTrade else { return accounts[index].history.today.add(deal) }
        let number = market.instrument(deal.symbol, connection: accounts[index].connection)
        market.instruments[number].isUsed = true
        market.noteDeal(at: deal.price.units, time: deal.time.microseconds, of: number)
        if facts == nil, accounts[index].isJudged {
            see(deal, id, of: index, number)
            if !isHistory { noteFlow(deal, of: number) }
        }
        if facts == nil { if isHistory { links.fallBehind() } else { link(deal, id, of: index, number) } }
        if facts == nil, isWatchingCover { seekCover(deal, id, of: index, number) }
        var known = DealKnowledge()
        if let facts { known = DealKnowledge(facts: facts.facts(of: id), isReplay: true, mayLearn: id > facts.newestKnown) }
        let terms = TradeTerms(
            instrument: number, contract: market.instruments[number].contract, rate: rate(deal, id, of: index, number, known),
            news: calendar.exposure(at: deal.time.microseconds, market.instruments[number].profit, market.instruments[number].asset))
        let effect = accounts[index].history.trade(deal, id: id, terms: terms, settings: settings)
        shift(index, symbol: effect.symbol, removed: effect.removed, added: effect.added)
        supersede(deal.position, of: index)
        slip(deal, index, symbol: effect.symbol)
        let notional = deal.volume.statistic * terms.contract * abs(deal.price.statistic) * (terms.rate ?? 0)
        accounts[index].history.addToDay(deal, effect, turnover: Whole.nearest(notional * 100))
        observe(deal, id, of: index, effect, terms, known)
    }

    /// Shows the trade to the rules that watch trades, before it counts in the account's own habits.
    private mutating func see(_ deal: borrowing Deal, _ id: DealID, of index: Int, _ number: Int) {
        let rate = market.currencies.usd(market.instruments[number].profit)
        let units = deal.volume.statistic * market.instruments[number].contract
        // A median is only worth its cost for an order far above the account's smallest.
        let isUnusual = deal.volume.statistic > settings.largeOrder.medianMultiple * Double(accounts[index].history.smallestOrder) / 1e8
        let trade = TradeSeen(
            deal: id, account: accounts[index].id, login: accounts[index].login, time: deal.time, symbol: deal.symbol, lots: deal.volume,
            notionalUSD: rate.map { units * abs(deal.price.statistic) * $0 },
            median: isUnusual ? accounts[index].history.orders.quantile(0.5).map { $0 / 1e8 } : nil,
            orders: accounts[index].history.orders.n, isOpening: deal.entry == .in || deal.entry == .inOut, reason: deal.reason,
            isBurst: accounts[index].history.patterns.bursts.isBurst(at: deal.time.microseconds),
            ordersInMinute: accounts[index].history.patterns.bursts.orders(at: deal.time.microseconds) + 1)
        if !isHistory { alarms.see(trade, settings) }
    }

    /// Units of the account's currency for one of the profit currency at the deal.
    private mutating func rate(_ deal: borrowing Deal, _ id: DealID, of index: Int, _ number: Int, _ known: DealKnowledge) -> Double? {
        let currency = accounts[index].currency
        if let rate = market.plainRate(deal, of: number, in: currency) { return rate }
        let profit = market.instruments[number].profit
        guard currency != Currencies.unknown else { return nil }
        if let rate = known.value(MarkoutFact.rate) { return Double(rate) / 1e8 }
        // A quote of another day says nothing of the deal's.
        let age = market.newestQuote.subtractingSaturated(deal.time.microseconds).magnitude
        guard known.mayLearn, age < 86_400_000_000, let rate = market.rate(from: profit, to: currency),
            let exact = Price(rounding: rate), exact > .zero
        else { return nil }
        learned.append(MarkoutFact(deal: id, kind: MarkoutFact.rate, value: exact))
        // As it will be read back from the file.
        return exact.statistic
    }
}

extension Deal {
    /// A buy or sell that moved something; cancelled trades (MetaTrader's actions 13 and 14) did not.
    var isTrade: Bool {
        (action == .buy || action == .sell) && volume > .zero && !symbol.isEmpty && platformAction != 13 && platformAction != 14
    }
}

extension Int64 {
    /// The difference held at the ends of the range.
    func subtractingSaturated(_ other: Int64) -> Int64 {
        let (difference, overflow) = subtractingReportingOverflow(other)
        return overflow ? (self < 0 ? .min : .max) : difference
    }
}
