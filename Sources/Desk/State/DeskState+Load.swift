import Brokerage
import Risk
import Tenancy

extension DeskState {
    /// Builds the whole state from a tenant's file. The result equals what a desk that lived through it all would hold.
    /// - Returns: the state, and the alerts that were raised by it and are stored.
    static func load(from file: TenantFile, accountLimit: Int?, at now: Timestamp) throws -> (state: DeskState, raised: [Alert]) {
        // The plan may be another than when the file was last open.
        if try file.read({ try !$0.scoresJust(first: accountLimit) }) { _ = try file.write { try $0.score(first: accountLimit) } }
        var state = try file.read { try load(from: $0, accountLimit: accountLimit) }
        let changes = state.engine.settle(at: now)
        // Scores stand in the file already; what rules find now, they would have found then.
        guard !changes.alerts.isEmpty || !changes.ruleStates.isEmpty || !changes.advice.isEmpty || !changes.dailyCloses.isEmpty else { return (state, []) }
        let raised = try file.write { writer in
            for ruleState in changes.ruleStates { try writer.save(ruleState: ruleState.stored) }
            for record in changes.advice { try writer.save(advice: record.stored) }
            try writer.save(dailyCloses: changes.dailyCloses.map(\.stored))
            return try changes.alerts.map(AlertEntry(writer: writer, now: now).take)
        }
        return (state, raised)
    }

    private static func load(from reader: TenantReader, accountLimit: Int?) throws -> DeskState {
        var state = DeskState(accountLimit: accountLimit)
        let namesKept = try state.loadMarket(from: reader)
        try state.loadAccounts(from: reader)
        let population = try reader.riskState(PopulationPrior.key).flatMap(PopulationPrior.init(stored:)) ?? .initial
        state.engine.restore(population: population, ruleStates: try reader.ruleStates().map(RuleState.init(stored:)))
        state.engine.restore(advice: try reader.advice().map(AdviceRecord.init(stored:)))
        state.engine.restore(dailyCloses: try reader.dailyCloses().map(DailyClose.init(stored:)))
        state.engine.restore(incidents: try reader.incidents(limit: Self.incidentsKept).compactMap(FeedIncident.init(stored:)))
        if let scenarios = try ScenarioList.stored(reader) { state.engine.use(scenarios: scenarios) }
        try state.loadClientEvents(from: reader)
        try state.loadHistories(from: reader, namesKept: namesKept)
        try state.loadCover(from: reader)
        try state.loadLinks(from: reader)
        for (account, position) in try reader.positions() {
            state.positions[account, default: [:]][position.ticket] = position
            state.engine.apply(position, account: account)
        }
        return state
    }

    /// Symbols and their newest quotes.
    /// - Returns: How many names the file gave their numbers, by which accounts' states know them; nil when it gave none.
    private mutating func loadMarket(from reader: TenantReader) throws -> Int? {
        let connections = try reader.allConnections()
        let described = try SymbolList.described(reader)
        let names = try reader.snapshot(SnapshotName.names, layout: RiskEngine.snapshotLayout)
        let isNumbered = names.map { engine.restore(names: $0.state, symbols: described) } ?? false
        let namesKept = isNumbered ? engine.namesCount : nil
        if let models = try reader.snapshot(SnapshotName.models, layout: SnapshotName.modelLayout) { _ = engine.restore(models: models.state) }
        if isNumbered, let market = try reader.snapshot(SnapshotName.market, layout: RiskEngine.snapshotLayout) {
            _ = engine.restore(market: market.state)
        }
        for (symbol, connection) in described {
            symbols[SymbolKey(connection: connection, name: symbol.name)] = symbol
            engine.define(symbol, on: connection)
        }
        let ticks = try connections.flatMap { connection in try reader.lastTicks(of: connection).map { (tick: $0, connection: connection) } }
        // Where several symbols quote one currency, the newest of their quotes is its rate.
        for (tick, connection) in ticks.sorted(by: { $0.tick.time < $1.tick.time }) { engine.apply(tick, on: connection) }
        return namesKept
    }

    private mutating func loadAccounts(from reader: TenantReader) throws {
        let erased = try reader.erasedAccounts()
        for stored in try reader.accounts() {
            accounts.put(
                .init(
                    id: stored.id, connection: stored.connection, server: stored.server, stated: stored.account, isScored: stored.isScored,
                    isErased: erased[stored.id] != nil))
            engine.update(stored.account, id: stored.id, on: stored.connection, scored: stored.isScored)
        }
    }

    /// What accounts' deals built: from their states where the file has them, else from all their deals.
    private mutating func loadHistories(from reader: TenantReader, namesKept: Int?) throws {
        guard let namesKept, let load = try SnapshotLoad(reader) else {
            keeper = SnapshotKeeper(namesKept: nil, dirty: Set(accounts.entries.keys))
            keeper.note(deals: try reader.dealCount(), of: [])
            return try reader.forEachDealByAccount { account, deals in try replay(account, deals, from: reader) }
        }
        let done = try load.run(on: &engine)
        var others: Set<AccountID> = []
        for account in accounts.entries.keys.sorted() where !done.contains(account) {
            let deals = try reader.deals(of: account)
            guard !deals.isEmpty else { continue }
            try replay(account, deals, from: reader)
            others.insert(account)
        }
        keeper = SnapshotKeeper(namesKept: namesKept, dirty: others.union(load.accountsWithDeals))
        keeper.note(deals: load.dealCount, of: [])
    }

    private mutating func loadClientEvents(from reader: TenantReader) throws {
        try reader.forEachSession { account, session in engine.apply(session, account: account) }
        for event in try reader.calendar() { engine.apply(event) }
        try reader.forEachTransfer { account, transfer in engine.apply(transfer, account: account) }
    }

    /// The links that the file has, and what came since. Without them a short history is searched at once; a long one is searched beside the
    /// desk's work.
    private mutating func loadLinks(from reader: TenantReader) throws {
        let newest = try reader.newestDeal()
        if keeper.areNumbersKept, let kept = try reader.snapshot(SnapshotName.links, layout: RiskEngine.snapshotLayout) {
            let later = try TradeTape(reader, after: kept.watermark, upTo: newest)
            if engine.restore(links: kept.state, later: later) { return }
        }
        guard newest.rawValue <= Self.longestHistorySearchedAtOnce else { return }
        engine.relink(try TradeTape(reader, after: DealID(0), upTo: newest))
    }

    /// As many as the engine keeps.
    private static let incidentsKept = 1000
    /// What providers filled, and what of the newest deals and fills is still to meet.
    private mutating func loadCover(from reader: TenantReader) throws {
        var fills: [(fill: ProviderFill, connection: ConnectionID)] = []
        try reader.forEachFill { connection, fill in
            engine.apply(fill, on: connection)
            fills.append((fill, connection))
            if fills.count > 2 * Self.ticketsCompared { fills.removeFirst(Self.ticketsCompared) }
        }
        guard !fills.isEmpty else { return }
        var deals: [(id: DealID, deal: Deal, account: AccountID)] = []
        let newest = try reader.newestDeal().rawValue
        try reader.forEachDeal(after: DealID(newest - Int64(Self.ticketsCompared))) { deals.append(($1.id, $1.deal, $0)) }
        let since = (deals.map(\.deal.time).max() ?? .distantPast) - Self.timeCompared
        engine.reconcile(deals: deals.filter { $0.deal.time >= since }, fills: fills.filter { $0.fill.time >= since })
    }

    /// As many deals and fills, and as far back, as a restart looks for their other halves.
    private static let ticketsCompared = 2000
    private static let timeCompared = Duration.seconds(600)
    private static let longestHistorySearchedAtOnce: Int64 = 200_000

    private mutating func replay(_ account: AccountID, _ deals: [StoredDeal], from reader: TenantReader) throws {
        let markouts = try reader.markouts(of: account).map(MarkoutFact.init(stored:))
        engine.rebuild(account, deals: deals.map { ($0.id, $0.deal) }, markouts: markouts, isLoaded: true)
    }

    /// Builds one account anew from the file, after its history changed elsewhere than at its end.
    /// - Parameter overruled: Positions of which a deal came after the server's word on them: the deals speak.
    mutating func rebuild(_ account: AccountID, with writer: TenantWriter, overruled: Set<Int64> = []) throws {
        let reader = writer.reader
        // Its state in the file is of another history.
        try writer.deleteSnapshot(of: account)
        try writer.deleteSnapshot(SnapshotName.links)
        keeper.note(deals: 1, of: [account])
        rewrites += 1
        let deals = try reader.deals(of: account).map { (id: $0.id, deal: $0.deal) }
        engine.rebuild(account, deals: deals, markouts: try reader.markouts(of: account).map(MarkoutFact.init(stored:)))
        for position in (positions[account] ?? [:]).values.sorted(by: { $0.ticket < $1.ticket }) where !overruled.contains(position.ticket) {
            engine.apply(position, account: account)
        }
    }
}
