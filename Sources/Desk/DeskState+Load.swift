import Brokerage
import Risk
import Tenancy

extension DeskState {
    /// Builds the whole state from a tenant's file. The result equals what a desk that lived through it all would hold.
    /// - Returns: the state, and the alerts that were raised by it and are stored.
    static func load(from file: TenantFile, plan: Plan, at now: Timestamp) throws -> (state: DeskState, raised: [Alert]) {
        var state = try file.read { try load(from: $0, plan: plan) }
        let changes = state.engine.settle(at: now)
        // Scores stand in the file already; what rules find now, they would have found then.
        guard !changes.alerts.isEmpty || !changes.ruleStates.isEmpty else { return (state, []) }
        let raised = try file.write { writer in
            for ruleState in changes.ruleStates { try writer.save(ruleState: ruleState.stored) }
            return try changes.alerts.map(AlertEntry(writer: writer, now: now).take)
        }
        return (state, raised)
    }

    private static func load(from reader: TenantReader, plan: Plan) throws -> DeskState {
        var state = DeskState(plan: plan)
        var ticks: [(tick: Tick, connection: ConnectionID)] = []
        for connection in try reader.allConnections() {
            for symbol in try reader.symbols(of: connection) {
                state.symbols[SymbolKey(connection: connection, name: symbol.name)] = symbol
                state.engine.define(symbol, on: connection)
            }
            ticks += try reader.lastTicks(of: connection).map { ($0, connection) }
        }
        // Where several symbols quote one currency, the newest of their quotes is its rate.
        for (tick, connection) in ticks.sorted(by: { $0.tick.time < $1.tick.time }) { state.engine.apply(tick, on: connection) }
        for stored in try reader.accounts() {
            state.accounts.put(
                .init(
                    id: stored.id, connection: stored.connection, server: stored.server, stated: stored.account, isScored: stored.isScored))
            state.engine.update(stored.account, id: stored.id, on: stored.connection, scored: stored.isScored)
        }
        if let text = try reader.riskState(PopulationPrior.key), let prior = PopulationPrior(stored: text) {
            state.engine.restore(population: prior, ruleStates: try reader.ruleStates().map(RuleState.init(stored:)))
        } else {
            state.engine.restore(population: .initial, ruleStates: try reader.ruleStates().map(RuleState.init(stored:)))
        }
        try reader.forEachDealByAccount { account, deals in
            let markouts = try reader.markouts(of: account).map(MarkoutFact.init(stored:))
            state.engine.rebuild(account, deals: deals.map { ($0.id, $0.deal) }, markouts: markouts, isLoaded: true)
        }
        for (account, position) in try reader.positions() {
            state.positions[account, default: [:]][position.ticket] = position
            state.engine.apply(position, account: account)
        }
        return state
    }

    /// Builds one account anew from the file, after its history changed elsewhere than at its end.
    /// - Parameter overruled: Positions of which a deal came after the server's word on them: the deals speak.
    mutating func rebuild(_ account: AccountID, from reader: TenantReader, overruled: Set<Int64> = []) throws {
        let deals = try reader.deals(of: account).map { (id: $0.id, deal: $0.deal) }
        engine.rebuild(account, deals: deals, markouts: try reader.markouts(of: account).map(MarkoutFact.init(stored:)))
        for position in (positions[account] ?? [:]).values.sorted(by: { $0.ticket < $1.ticket }) where !overruled.contains(position.ticket) {
            engine.apply(position, account: account)
        }
    }
}
