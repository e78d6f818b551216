import Bridge
import Brokerage
import Dispatch
import JSON
import Logging
import NIOCore
import Risk
import Synchronization
import Tenancy

/// One tenant, live: the only writer of its file, its feeds, its risk engine and its hub.
///
/// Events enter by ``deliver(_:from:)``. What is waiting is taken together: stored, scored and judged in one transaction, and only
/// when that is durable is anybody told. Work runs serially on the desk's own queue.
public actor Desk {
    /// A delivery that waits for its turn, and who waits for it.
    struct Waiting {
        var intake: Intake
        var done: CheckedContinuation<Result<Receipt, DeskError>, Never>
    }

    /// Events that may wait for their turn before new ones are refused as busy. One delivery is always taken.
    static let waitingLimit = 200_000

    nonisolated public let slug: TenantSlug
    /// The tenant's file, for reading. All writing goes through the desk.
    nonisolated public let file: TenantFile
    nonisolated public let hub: Hub
    nonisolated let environment: DeskEnvironment
    nonisolated let executor: DeskExecutor
    nonisolated let published: Mutex<Published>
    nonisolated let currentStanding: Mutex<TenantStanding>
    nonisolated let viewLog = ViewLog()
    nonisolated let logger: Logger

    nonisolated public var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    var state: DeskState
    /// True when the state is ahead of the file, as a transaction failed: it is loaded anew before anything else is done.
    var isStale = false
    var isClosed = false
    var waiting: [Waiting] = []
    var waitingEvents = 0
    var isDrainScheduled = false
    var links: [ConnectionID: LinkStatus] = [:]
    var connections: [Connection] = []
    var feeds: [ConnectionID: Task<Void, Never>] = [:]
    /// False while a command works on the file alone.
    var runsFeeds = false
    var publisher = Publisher()
    var answers = AnswerBook()
    var relinker = Relinker()
    var relinking: Task<Void, Never>?
    let relinkStop = StopFlag()
    var isValuationScheduled = false
    var isValuationRepeated = false
    var lastUsedAt: Timestamp

    /// Opens a tenant's file and builds the live state from it. Blocking.
    /// - Throws: ``TenancyError``.
    init(file: TenantFile, standing: TenantStanding, environment: DeskEnvironment, logger: Logger) throws {
        let now = environment.now()
        slug = file.tenant.slug
        self.file = file
        self.environment = environment
        self.logger = logger
        executor = DeskExecutor(label: "veles.desk.\(file.tenant.slug)")
        hub = Hub(epoch: UInt64(bitPattern: now.microseconds))
        currentStanding = Mutex(standing)
        state = try DeskState.load(from: file, accountLimit: standing.limits.accounts, at: now).state
        connections = try file.read { try $0.connections() }
        published = Mutex(Published())
        lastUsedAt = now
        for connection in connections {
            let isPaused = standing.isBeyondPlan(connection.id, among: connections)
            links[connection.id] = isPaused ? standing.pausedLink : Desk.initialLink(connection)
        }
        for id in state.accounts.entries.keys { publisher.dirtyAccounts.insert(id) }
        let (isBehind, hasStates) = (state.engine.isLinkingBehind, state.keeper.hasWork(at: now))
        if isBehind || hasStates { executor.queue.async { self.assumeIsolated { $0.scheduleValuation() } } }
        hub.tellWhenHeard { [weak self] in
            guard let self else { return }
            executor.queue.async { self.assumeIsolated { $0.scheduleFlush() } }
        }
    }

    /// Ends the feeds, refuses what comes later, commits what waits and closes the file.
    public func close() async {
        guard !isClosed else { return }
        isClosed = true
        let running = feeds.values
        feeds = [:]
        for feed in running { feed.cancel() }
        for feed in running { await feed.value }
        // What it finds is of no use any more, but it reads the file.
        relinkStop.set()
        await relinking?.value
        drain()
        keepSnapshots()
        do {
            try file.close()
        } catch {
            logger.error("The tenant's file was not closed cleanly; it is checked when it is opened next.", metadata: ["error": "\(error)"])
        }
    }
}

extension Desk {
    /// Writes what accounts' deals built, so that the next opening is quick. Without it that takes longer and comes to the same.
    private func keepSnapshots() {
        guard !isStale else { return }
        do {
            let now = environment.now()
            try file.write { writer in
                try state.keeper.keepAll(state.engine, writer, at: now)
                try SnapshotKeeper.keepLearnt(state.engine, writer)
            }
        } catch {
            logger.notice("The accounts' states could not be kept; the next opening takes longer.", metadata: ["error": "\(error)"])
        }
    }
}

/// What a desk needs from the rest of the program.
public struct DeskEnvironment: Sendable {
    public var now: @Sendable () -> Timestamp
    public var random: @Sendable () -> Double
    /// Notes in the control file when the tenant next has work that nobody asks for; nil for none.
    public var noteWork: @Sendable (TenantSlug, Timestamp?) throws -> Void = { _, _ in }
    /// Carries the sockets of the feeds.
    public var eventLoops: any EventLoopGroup

    public init(now: @escaping @Sendable () -> Timestamp, random: @escaping @Sendable () -> Double, eventLoops: any EventLoopGroup) {
        (self.now, self.random, self.eventLoops) = (now, random, eventLoops)
    }
}

extension Desk {
    /// True when nothing runs or waits here and nobody has used it since.
    func isIdle(since limit: Timestamp) -> Bool {
        feeds.isEmpty && waiting.isEmpty && !hub.hasListeners && lastUsedAt < limit
    }
}
