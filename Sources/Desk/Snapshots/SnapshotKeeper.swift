import Brokerage
import Risk
import Tenancy

/// Keeps accounts' states in the tenant's file, so that a restart reads only the deals since.
///
/// States are written in passes over the accounts that had deals, a slice in each commit. Only when a pass is through does its mark
/// move on: every account's state, as the file has it, then holds all of the account's deals up to the mark.
struct SnapshotKeeper {
    /// A pass begins after so many deals, or so long after the one before.
    private static let dealsPerPass = 50_000
    private static let interval = Duration.seconds(120)
    /// A pass is worth so many bytes a deal: with large states there are fewer passes.
    private static let bytesPerDeal = 256
    /// Accounts in one slice: what a commit may be delayed by.
    private static let slice = 200

    /// Accounts whose state in the file is not their newest.
    private var dirty: Set<AccountID> = []
    /// Accounts that the pass under way has yet to write.
    private var queue: [AccountID] = []
    /// The newest deal as the pass under way began.
    private var mark: DealID?
    private var dealsSince = 0
    private var bytes = 0
    private var lastPass = Timestamp.distantPast
    /// How many names the file knows; nil when the numbers of this run are not those of the file.
    private var namesKept: Int?

    /// - Parameter namesKept: Nil when the file's states are none of this build or run.
    init(namesKept: Int?, dirty: Set<AccountID> = []) { (self.namesKept, self.dirty) = (namesKept, dirty) }

    /// Whether symbols have the numbers that the file's states know them by.
    var areNumbersKept: Bool { namesKept != nil }

    mutating func note(deals: Int, of accounts: some Sequence<AccountID>) {
        dealsSince += deals
        dirty.formUnion(accounts)
    }

    /// Whether a pass is under way, or due as soon as anybody asks.
    func hasWork(at now: Timestamp) -> Bool { mark != nil || isDue(at: now) }

    /// Writes a slice when one is due, inside the transaction that made the state what it is.
    mutating func keep(_ engine: RiskEngine, _ writer: TenantWriter, at now: Timestamp) throws {
        if mark == nil, isDue(at: now) { try begin(writer, at: now) }
        try writeSlice(of: engine, writer)
    }

    /// Writes all that is not written, as the desk is closing.
    mutating func keepAll(_ engine: RiskEngine, _ writer: TenantWriter, at now: Timestamp) throws {
        while mark != nil { try writeSlice(of: engine, writer) }
        guard dealsSince > 0 else { return }
        try begin(writer, at: now)
        while mark != nil { try writeSlice(of: engine, writer) }
    }

    /// What was learnt of quotes: by the models, and of the market. No replay brings it back.
    static func keepLearnt(_ engine: RiskEngine, _ writer: TenantWriter) throws {
        try writer.save(
            snapshot: SnapshotName.models, watermark: try writer.reader.newestDeal(), state: engine.modelSnapshot(),
            layout: SnapshotName.modelLayout)
        try writer.save(
            snapshot: SnapshotName.market, watermark: try writer.reader.newestDeal(), state: engine.marketSnapshot(),
            layout: RiskEngine.snapshotLayout)
    }

    private mutating func writeSlice(of engine: RiskEngine, _ writer: TenantWriter) throws {
        guard let mark else { return }
        let count = min(queue.count, Self.slice)
        try write(Array(queue.suffix(count)), of: engine, writer)
        queue.removeLast(count)
        guard queue.isEmpty else { return }
        try writer.save(snapshot: SnapshotName.accounts, watermark: mark, state: [], layout: RiskEngine.snapshotLayout)
        try Self.keepLearnt(engine, writer)
        if let links = engine.linkSnapshot() {
            let newest = try writer.reader.newestDeal()
            try writer.save(snapshot: SnapshotName.links, watermark: newest, state: links, layout: RiskEngine.snapshotLayout)
        }
        self.mark = nil
    }

    private func isDue(at now: Timestamp) -> Bool {
        guard dealsSince > 0 else { return false }
        return dealsSince >= max(Self.dealsPerPass, bytes / Self.bytesPerDeal) || lastPass + Self.interval <= now || now < lastPass
    }

    private mutating func begin(_ writer: TenantWriter, at now: Timestamp) throws {
        mark = try writer.reader.newestDeal()
        // The largest numbers last, as they are taken from the end.
        queue = dirty.sorted()
        (dirty, dealsSince, bytes, lastPass) = ([], 0, 0, now)
    }

    private mutating func write(_ accounts: [AccountID], of engine: RiskEngine, _ writer: TenantWriter) throws {
        if namesKept == nil { try writer.deleteSnapshots() }
        if namesKept != engine.namesCount {
            try writer.save(snapshot: SnapshotName.names, watermark: DealID(0), state: engine.names(), layout: RiskEngine.snapshotLayout)
            namesKept = engine.namesCount
        }
        for (account, state) in zip(accounts, engine.snapshots(of: accounts)) {
            guard let state, let watermark = engine.newestDeal(of: account) else {
                try writer.deleteSnapshot(of: account)
                continue
            }
            bytes += state.count
            try writer.save(
                snapshot: AccountSnapshot(account: account, watermark: watermark, state: state), layout: RiskEngine.snapshotLayout)
        }
    }
}

/// What the parts of the engine's state are called in the file.
enum SnapshotName {
    static let names = "names"
    static let links = "links"
    static let models = "models"
    static let market = "market"
    /// The models know their own bytes: what they have learnt outlasts a build that changes nothing of them.
    static let modelLayout = "models"
    /// No state of its own: its watermark is the deal up to which every account's state is complete.
    static let accounts = "accounts"
}
