import Brokerage
import Risk
import Tenancy

/// Takes up accounts' states from a tenant's file, with what came after them.
struct SnapshotLoad {
    private let reader: TenantReader
    /// Every state holds its account's deals up to here.
    private let mark: DealID
    private var deals: [AccountID: [StoredDeal]] = [:]
    private var facts: [DealID: [MarkoutFact]] = [:]

    /// - Returns: nil when the file has no states that this build can read.
    init?(_ reader: TenantReader) throws {
        guard let kept = try reader.snapshot(SnapshotName.accounts, layout: RiskEngine.snapshotLayout) else { return nil }
        (self.reader, mark) = (reader, kept.watermark)
        var found: [AccountID: [StoredDeal]] = [:]
        try reader.forEachDeal(after: mark) { found[$0, default: []].append($1) }
        deals = found
        facts = Dictionary(grouping: try reader.markouts(after: mark).map(MarkoutFact.init(stored:)), by: \.deal)
    }

    /// - Returns: The accounts that were taken up. The others are to be built from their deals.
    func run(on engine: inout RiskEngine) throws -> Set<AccountID> {
        var done: Set<AccountID> = []
        try reader.forEachSnapshot(layout: RiskEngine.snapshotLayout) { snapshot in
            let later = (deals[snapshot.account] ?? []).filter { $0.id > snapshot.watermark }
                .sorted { ($0.deal.time, $0.deal.ticket) < ($1.deal.time, $1.deal.ticket) }
            let known = try learned(RiskEngine.waitingDeals(in: snapshot.state)) + later.flatMap { facts[$0.id] ?? [] }
            let isTaken = engine.restore(
                snapshot.account, snapshot: snapshot.state, deals: later.map { ($0.id, $0.deal) }, markouts: known)
            if isTaken { done.insert(snapshot.account) }
        }
        return done
    }

    private func learned(_ deals: [DealID]) throws -> [MarkoutFact] {
        let older = try reader.markouts(of: deals.filter { $0 <= mark }).map(MarkoutFact.init(stored:))
        return older + deals.filter { $0 > mark }.flatMap { facts[$0] ?? [] }
    }

    /// How many deals came after the states.
    var dealCount: Int { deals.values.reduce(0) { $0 + $1.count } }

    /// Accounts whose states in the file lack deals.
    var accountsWithDeals: Set<AccountID> { Set(deals.keys) }
}
