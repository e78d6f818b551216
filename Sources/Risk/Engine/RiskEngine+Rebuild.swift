import Brokerage

extension RiskEngine {
    /// Forgets what the account's deals built and builds it again: for late, edited or deleted deals, and to load a file.
    /// - Parameters:
    ///   - deals: all of the account's deals in order of (time, ticket).
    ///   - markouts: what was learned of them and handed out by ``settle(at:)``, in any order.
    ///   - isLoaded: true when an earlier run of the process had taken in all of the deals: what it did not learn then is not learned
    ///     now, from later quotes.
    public mutating func rebuild(
        _ account: AccountID, deals: [(id: DealID, deal: Deal)], markouts: [MarkoutFact], isLoaded: Bool = false
    ) {
        guard let index = numbers[account] else { return }
        let newestKnown = isLoaded ? DealID(.max) : accounts[index].history.ledger.newestID
        let facts = FactIndex(markouts + unsettled(deals), newestKnown: newestKnown)
        links.fallBehind()
        removeTotals(index)
        accounts[index].generation &+= 1
        accounts[index].history = ClientHistory()
        accounts[index].balance.restart()
        accounts[index].credit.restart()
        for (id, deal) in deals { play(deal, id: id, of: index, facts: facts) }
        restate(index)
        mark(index)
    }

    /// Facts about these deals that were learned since the last settlement, so that no store has them yet.
    private func unsettled(_ deals: [(id: DealID, deal: Deal)]) -> [MarkoutFact] {
        guard !learned.isEmpty else { return [] }
        let ids = Set(deals.map(\.id))
        return learned.filter { ids.contains($0.deal) }
    }

    /// Puts the server's own words back over the positions that had no deal since.
    private mutating func restate(_ index: Int) {
        for (ticket, statement) in accounts[index].statements.sorted(by: { $0.key < $1.key }) where statement.holds {
            let slot = accounts[index].history.positions.slot(of: ticket)
            let deals = slot.map { accounts[index].history.positions[$0].deals } ?? 0
            if slot == nil, statement.deals > 0 {
                forgetStatement(ticket, of: index)
            } else if deals <= statement.deals {
                state(statement, ticket: ticket, of: index)
            } else {
                accounts[index].statements[ticket]?.holds = false
            }
        }
    }

    /// Takes up the daily closes that were stored, in any order, before or after the deals.
    public mutating func restore(dailyCloses: [DailyClose]) {
        for close in dailyCloses where !close.symbol.isEmpty {
            market.history.restore(close.price.units, day: close.day, of: market.underlying(named: close.symbol))
        }
    }

    /// Takes up what an earlier run of the process left.
    public mutating func restore(population: PopulationPrior, ruleStates: [RuleState]) {
        self.population = population
        alarms.restore(ruleStates)
        for index in accounts.indices {
            accounts[index].alarms = alarms.active(for: accounts[index].id)
            accounts[index].history.isUnscored = true
            mark(index)
        }
    }
}
