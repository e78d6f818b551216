import Brokerage

extension RiskEngine {
    /// Ends a batch: scores what changed, looks with every rule and says what changed since the last call. `now` is the owner's clock.
    public mutating func settle(at now: Timestamp) -> RiskChanges {
        self.now = now
        settleCalendar()
        revalue(at: now)
        var changes = RiskChanges()
        for index in changed { settle(index, &changes) }
        recount()
        changed.removeAll(keepingCapacity: true)
        changes.symbols = settleSymbols()
        settleFeeds()
        changes.incidents = incidents.drain()
        watchHouse()
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

    /// Counts all accounts anew when a day began or the newest deal went.
    private mutating func recount() {
        let day = Whole.floorDivide(now.microseconds, UTCDay.microseconds)
        guard tally.isStale || tally.day != day else { return }
        tally = HouseTally(day: day)
        for index in accounts.indices {
            accounts[index].history.today.forget(before: today &- 1)
            _ = accounts[index].recount()
            tally.replace(CountedAccount(), by: accounts[index].counted)
        }
    }

    private mutating func settle(_ index: Int, _ changes: inout RiskChanges) {
        judge(index, &changes)
        let before = accounts[index].recount()
        tally.replace(before, by: accounts[index].counted)
    }

    private mutating func judge(_ index: Int, _ changes: inout RiskChanges) {
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
        for number in market.instruments.indices where market.instruments[number].isRepriced {
            markMoved(number)
            for holder in holders.holders(of: number) { mark(Int(holder)) }
        }
        market.settleQuotes()
    }

    /// The names of symbols that moved, after the rules had a look at them.
    private mutating func settleSymbols() -> [String] {
        var underlyings: [Int] = []
        var isSeen = [Bool](repeating: false, count: moved.isEmpty ? 0 : market.underlyings.count)
        for number in moved {
            market.instruments[number].isChanged = false
            let underlying = market.instruments[number].underlying
            if !isSeen[underlying] { underlyings.append(underlying) }
            isSeen[underlying] = true
        }
        moved.removeAll(keepingCapacity: true)
        for underlying in underlyings {
            look(at: underlying)
        }
        // A break grows older without anything moving.
        for underlying in providers.apart where !isSeen.indices.contains(underlying) || !isSeen[underlying] { look(at: underlying) }
        return underlyings.map { market.underlyings[$0].name }
    }

    mutating func look(at underlying: Int) {
        let cover = watchCover(underlying)
        guard var exposure = symbolExposure(underlying) else { return }
        exposure.cover = cover
        if underlying < watch.count {
            (exposure.dayUSD, exposure.cascade) = (watch[underlying].dayUSD, watch[underlying].cascade)
            exposure.recentNetsUSD = watch[underlying].netsUSD
        }
        alarms.look(at: exposure, settings, now: now)
    }

    /// Takes the population's priors anew from all scored accounts. About once a minute is enough; scores that it changes come from
    /// the next ``settle(at:)``.
    public mutating func refreshPopulation() {
        let fresh = PopulationEstimate.prior(of: accounts, news: settings.patterns.news)
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
