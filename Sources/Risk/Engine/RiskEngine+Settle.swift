import Brokerage

extension RiskEngine {
    /// Ends a batch: scores what changed, looks with every rule and says what changed since the last call. `now` is the owner's clock.
    public mutating func settle(at now: Timestamp) -> RiskChanges {
        self.now = now
        settleCalendar()
        revalue(at: now)
        var changes = RiskChanges()
        for index in changed { settle(index, &changes) }
        changed.removeAll(keepingCapacity: true)
        changes.symbols = settleSymbols()
        settleFeeds()
        changes.incidents = incidents.drain()
        alarms.settle(now: now)
        reviewLinks(at: now)
        (changes.alerts, changes.ruleStates) = alarms.drain()
        changes.markouts = learned
        changes.dailyCloses = market.history.drain(market)
        refreshFactorModel()
        changes.outdated = outdated
        learned.removeAll(keepingCapacity: true)
        outdated.removeAll()
        return changes
    }

    private mutating func settle(_ index: Int, _ changes: inout RiskChanges) {
        accounts[index].isChanged = false
        changes.accounts.append(accounts[index].id)
        guard accounts[index].isJudged else {
            accounts[index].brief = nil
            return
        }
        accounts[index].usdRate = market.currencies.usd(accounts[index].currency) ?? accounts[index].usdRate
        accounts[index].value = accounts[index].history.positions.count > 0 ? Valuation(accounts[index], market) : nil
        if accounts[index].history.isUnscored, accounts[index].judge(settings, population, scale), let brief = accounts[index].brief {
            changes.scores.append(ScoreChange(account: accounts[index].id, brief: brief))
        }
        if let record = advise(index) { changes.advice.append(record) }
        accounts[index].alarms = alarms.look(at: accounts[index], market, settings, now: now)
    }

    /// When only prices moved, open positions are looked at again only so often.
    private mutating func revalue(at now: Timestamp) {
        guard isRepriced, now >= valuedAt + settings.revaluationInterval || now < valuedAt else { return }
        (isRepriced, valuedAt) = (false, now)
        for number in market.instruments.indices where market.instruments[number].isRepriced { markMoved(number) }
        for index in accounts.indices where accounts[index].history.positions.count > 0 && !accounts[index].isChanged {
            let isMoved = accounts[index].history.symbols.contains { !$0.holding.isEmpty && market.instruments[$0.instrument].isRepriced }
            if isMoved { mark(index) }
        }
        market.settleQuotes()
    }

    /// The names of symbols that moved, after the rules had a look at them.
    private mutating func settleSymbols() -> [String] {
        var underlyings: [Int] = []
        for number in moved {
            market.instruments[number].isChanged = false
            let underlying = market.instruments[number].underlying
            if !underlyings.contains(underlying) { underlyings.append(underlying) }
        }
        moved.removeAll(keepingCapacity: true)
        for underlying in underlyings {
            if let exposure = symbolExposure(underlying) { alarms.look(at: exposure, settings, now: now) }
        }
        return underlyings.map { market.underlyings[$0].name }
    }

    /// Takes the population's priors anew from all scored accounts. About once a minute is enough; scores that it changes come from
    /// the next ``settle(at:)``.
    public mutating func refreshPopulation() {
        let fresh = PopulationEstimate.prior(of: accounts)
        guard fresh != population else { return }
        population = fresh
        for index in accounts.indices where accounts[index].isJudged {
            accounts[index].history.isUnscored = true
            mark(index)
        }
    }
}

extension ClientAccount {
    /// Takes verdict and score anew. Returns whether the score is another.
    mutating func judge(_ settings: borrowing RiskSettings, _ population: PopulationPrior, _ scale: ScoreScale) -> Bool {
        history.isUnscored = false
        verdict = ClientVerdict(self, settings, population)
        let before = brief
        let after = Scoring.brief(verdict, scale, watermark: watermark)
        brief = after
        return after.score != before?.score || after.enoughData != before?.enoughData
    }

    /// Time of the newest deal; nil before the first.
    var watermark: Timestamp? { history.ledger.deals > 0 ? Timestamp(microseconds: history.ledger.lastTime) : nil }
}
