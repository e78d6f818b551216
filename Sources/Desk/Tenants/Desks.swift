import Brokerage
import Dispatch
import Logging
import ServiceLifecycle
import Tenancy

/// The desks of the appliance: one per tenant that is open. A tenant is opened when it is first asked for, or at the start when it
/// has feeds to run, and closed when nobody has used it for a while.
public actor Desks: Service {
    /// A desk without feeds is closed after so long without use.
    static let idleTime = Duration.seconds(900)
    /// How often idle desks are looked for.
    static let sweepInterval = Duration.seconds(60)

    private enum Slot {
        case opening(Task<Desk, any Error>)
        case open(Desk)
        case closing(Task<Void, Never>)
        /// The tenant's file is set aside; the others run.
        case quarantined(DeskError)
    }

    nonisolated public let directory: StateDirectory
    nonisolated public let environment: DeskEnvironment
    /// False for a command that works on the state directory while no server runs.
    nonisolated let runsFeeds: Bool
    /// What tokens and streams no longer count, of all tenants.
    nonisolated public let revocations = Revocations()
    nonisolated let logger: Logger
    private var slots: [TenantSlug: Slot] = [:]
    /// When each open desk was last asked for.
    private var askedAt: [TenantSlug: Timestamp] = [:]
    private var isShuttingDown = false
    /// The license in force; nil on an appliance without one.
    var license: License?

    /// - Parameter runsFeeds: false for a command that works on the state directory while no server runs.
    public init(directory: StateDirectory, environment: DeskEnvironment, runsFeeds: Bool = true, logger: Logger) {
        var environment = environment
        environment.noteWork = { [control = directory.control] slug, instant in try control.setNextWork(slug, at: instant) }
        (self.directory, self.environment, self.runsFeeds, self.logger) = (directory, environment, runsFeeds, logger)
        do {
            license = try directory.license()
        } catch {
            logger.error("The license that is installed cannot be read; plans count alone.", metadata: ["reason": "\(error)"])
        }
    }

    /// The desk of a tenant, opened if need be.
    /// - Parameter evenSuspended: true for the operator, who may look after a suspended tenant too; its feeds stay at rest.
    public func desk(_ slug: TenantSlug, evenSuspended: Bool = false) async throws(DeskError) -> Desk {
        while true {
            guard !isShuttingDown else { throw DeskError(.closed, "The appliance is stopping.") }
            switch slots[slug] {
            case .open(let desk):
                guard evenSuspended || desk.tenant.status == .active else { throw DeskError.suspended(slug) }
                askedAt[slug] = environment.now()
                return desk
            case .quarantined(let error): throw error
            case .closing(let task): await task.value
            case .opening(let task):
                // Looked at once more: who opens it may do so for a suspended tenant.
                _ = try await opened(slug, task)
            case nil: return try await opened(slug, open(slug, evenSuspended))
            }
        }
    }

    /// Opens a tenant on the side. The task ends with the opening, which whoever asked awaits.
    private func open(_ slug: TenantSlug, _ evenSuspended: Bool) throws(DeskError) -> Task<Desk, any Error> {
        let tenant: Tenant
        do {
            tenant = try directory.control.tenant(slug)
        } catch {
            throw DeskError(.unknownTenant, "There is no tenant \(slug).", cause: error)
        }
        guard evenSuspended || tenant.status == .active else { throw DeskError.suspended(slug) }
        let startsFeeds = runsFeeds && tenant.status == .active
        var logger = logger
        logger[metadataKey: "tenant"] = "\(slug)"
        let standing = standing(of: tenant)
        let task = Task { [directory, environment, revocations, logger] in
            let desk = try await DeskExecutor.run(on: .opening) {
                try Desk(file: directory.openTenant(slug), standing: standing, environment: environment, logger: logger)
            }
            desk.file.whenRevoked { revocations.tell($0, of: slug) }
            if startsFeeds { await desk.startFeeds() }
            if desk.file.isDoubtful { Task { await self.verify(slug, desk) } }
            return desk
        }
        slots[slug] = .opening(task)
        return task
    }

    private func opened(_ slug: TenantSlug, _ task: Task<Desk, any Error>) async throws(DeskError) -> Desk {
        do {
            let desk = try await task.value
            if isOpening(slug, task) {
                slots[slug] = .open(desk)
                askedAt[slug] = environment.now()
                // The plan may have changed while it was opened.
                try await refreshStanding(of: slug)
            }
            return desk
        } catch {
            let failure = DeskError(storing: error)
            guard isOpening(slug, task) else { throw failure }
            if failure.code == .quarantined {
                slots[slug] = .quarantined(failure)
                logger.error("A tenant's file is set aside.", metadata: ["tenant": "\(slug)", "reason": "\(error)"])
            } else {
                slots[slug] = nil
            }
            throw failure
        }
    }

    /// False when another who waited for the same opening has entered its outcome, and more may have happened since.
    private func isOpening(_ slug: TenantSlug, _ task: Task<Desk, any Error>) -> Bool {
        if case .opening(let current) = slots[slug] { current == task } else { false }
    }

    /// Checks a large file that was not closed properly while its desk is at work already. A damaged one is set aside.
    private func verify(_ slug: TenantSlug, _ desk: Desk) async {
        do {
            try await DeskExecutor.run(on: .verifying) { try desk.file.verify() }
        } catch let error as TenancyError where error.code == .damaged {
            logger.error("A tenant's file is set aside.", metadata: ["tenant": "\(slug)", "reason": "\(error)"])
            await close(slug, desk)
            if slots[slug] == nil { slots[slug] = .quarantined(DeskError(storing: error)) }
        } catch let error as TenancyError where error.code == .closed {
            // It is checked when it is opened next.
            return
        } catch {
            logger.warning("A tenant's file could not be checked.", metadata: ["tenant": "\(slug)", "reason": "\(error)"])
        }
    }

    /// The desks that are open, and those set aside with their reasons; for metrics.
    public var openDesks: [Desk] { slots.values.compactMap { if case .open(let desk) = $0 { desk } else { nil } } }

    func openDesk(_ slug: TenantSlug) -> Desk? { if case .open(let desk) = slots[slug] { desk } else { nil } }

    public var quarantined: [TenantSlug: String] {
        slots.compactMapValues { if case .quarantined(let error) = $0 { error.message } else { nil } }
    }

    /// Closes a tenant's desk, when it is open: before its file is moved, restored or deleted.
    public func close(_ slug: TenantSlug) async {
        switch slots[slug] {
        case .open(let desk): await close(slug, desk)
        case .closing(let task): await task.value
        case .quarantined: slots[slug] = nil
        case .opening(let task):
            if let desk = try? await opened(slug, task) { await close(slug, desk) }
        case nil: return
        }
    }

    private func close(_ slug: TenantSlug, _ desk: Desk) async {
        // Ends with the desk; awaited here and by whoever asks for the tenant meanwhile.
        let task = Task {
            await desk.close()
            slots[slug] = nil
        }
        slots[slug] = .closing(task)
        await task.value
    }

    /// Closes a tenant's desk and keeps the tenant closed while `body` works on its folder.
    func whileClosed(_ slug: TenantSlug, _ body: @Sendable @escaping () throws -> Void) async throws(DeskError) {
        await close(slug)
        while case .closing(let task) = slots[slug] { await task.value }
        guard !isShuttingDown else { throw DeskError(.closed, "The appliance is stopping.") }
        // Somebody may have opened it again meanwhile; from here on nobody can.
        let desk = openDesk(slug)
        let work = Task {
            await desk?.close()
            defer { slots[slug] = nil }
            try await DeskExecutor.run(on: .opening, body)
        }
        // Ends with the work.
        slots[slug] = .closing(Task { _ = await work.result })
        do {
            try await work.value
        } catch {
            throw DeskError(storing: error)
        }
    }

    /// Closes all desks, and no more are opened.
    public func closeAll() async {
        isShuttingDown = true
        await withTaskGroup(of: Void.self) { group in
            for slug in slots.keys { group.addTask { await self.close(slug) } }
        }
    }

    // MARK: Service

    /// Opens the tenants that have feeds, closes idle ones, and at the end closes all.
    public func run() async throws {
        await cancelWhenGracefulShutdown {
            await self.openTenantsWithFeeds()
            await self.sweepUntilCancelled()
        }
        await closeAll()
    }

    private func openTenantsWithFeeds() async {
        do {
            for slug in try directory.control.tenantsWithWork(at: environment.now()) {
                guard !Task.isCancelled else { return }
                do {
                    // It may be open already, by a command that came first: then its feeds are started here.
                    try await desk(slug).startFeeds()
                } catch {
                    logger.error("A tenant could not be opened.", metadata: ["tenant": "\(slug)", "reason": "\(error)"])
                }
            }
        } catch {
            logger.error("The list of tenants could not be read.", metadata: ["reason": "\(error)"])
        }
    }

    private func sweepUntilCancelled() async {
        while (try? await Task.sleep(for: Desks.sweepInterval)) != nil {
            await closeIdle()
            await refreshStandings()
        }
    }

    /// Closes the desks that nobody has asked for or used for a while.
    func closeIdle() async {
        let limit = environment.now() - Desks.idleTime
        for (slug, slot) in slots {
            guard case .open(let desk) = slot, await desk.isIdle(since: limit) else { continue }
            // Much may have happened while the desk was asked.
            guard case .open(let current) = slots[slug], current === desk, askedAt[slug].map({ $0 < limit }) ?? true else { continue }
            await close(slug, desk)
        }
    }
}

extension DeskExecutor {
    /// Where tenants are opened, one after another.
    static let opening = DeskExecutor(label: "veles.desks.opening")
    /// Where large files are checked, one after another.
    static let verifying = DeskExecutor(label: "veles.desks.verifying")

    /// Runs blocking work on a queue of its own, away from the shared pool.
    static func run<T: Sendable>(on executor: DeskExecutor, _ body: @Sendable @escaping () throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { done in
            executor.queue.async { done.resume(with: Result(catching: body)) }
        }
    }
}
