import Bridge
import Brokerage
import Dispatch
import JSON
import Logging
import Risk
import Tenancy

extension Desk {
    /// Takes pushed events. Returns when they are durable.
    public func ingest(_ batch: Batch, from connection: ConnectionID) async throws(DeskError) -> Receipt {
        try await deliver(Delivery(batch), from: connection)
    }

    /// Takes a delivery. Returns when it is durable; what waits at the same time is committed together.
    /// - Parameter note: What the audit trail is told of it; nil for what a feed or a program brings.
    public func deliver(_ delivery: Delivery, from connection: ConnectionID, noting note: ImportNote? = nil) async throws(DeskError) -> Receipt {
        guard !isClosed else { throw DeskError(.closed, "The tenant's desk was closed. Try again.") }
        guard connections.contains(where: { $0.id == connection }) else {
            throw DeskError(.notFound, "There is no connection \(connection.rawValue).")
        }
        let events = delivery.batch.count
        guard waiting.isEmpty || waitingEvents + events <= Desk.waitingLimit else {
            throw DeskError(.busy, "More events are waiting than the desk may hold. Send them again in a moment.")
        }
        lastUsedAt = environment.now()
        let result = await withCheckedContinuation { done in
            waiting.append(Waiting(intake: Intake(delivery: delivery, connection: connection, note: note), done: done))
            waitingEvents += events
            scheduleDrain()
        }
        return try result.get()
    }

    /// Behind everything that is on the queue already, so that deliveries that came together are committed together.
    private func scheduleDrain() {
        guard !isDrainScheduled else { return }
        isDrainScheduled = true
        executor.queue.async { self.assumeIsolated { $0.drain() } }
    }

    /// Commits all that waits.
    func drain() {
        isDrainScheduled = false
        guard !waiting.isEmpty else { return }
        let taken = waiting
        waiting = []
        waitingEvents = 0
        switch commit(taken.map(\.intake)) {
        case .success(let receipts):
            for (waiting, receipt) in zip(taken, receipts) { waiting.done.resume(returning: .success(receipt)) }
        case .failure(let error) where taken.count == 1 || error.code == .diskFull:
            for waiting in taken { waiting.done.resume(returning: .failure(error)) }
        case .failure:
            // One of them cannot be stored: the others must not suffer for it.
            for waiting in taken { waiting.done.resume(returning: commit([waiting.intake]).map { $0[0] }) }
        }
    }

    /// Quotes change what rules see only now and then; the newest of them must not wait for others to follow. Nor must the accounts'
    /// states that are being written a slice at a time, and links that wait for history to end.
    func scheduleValuation() {
        guard !isValuationScheduled else {
            // The one that is scheduled may come too soon after a commit that judged the quotes before these.
            isValuationRepeated = true
            return
        }
        (isValuationScheduled, isValuationRepeated) = (true, false)
        executor.queue.asyncAfter(deadline: .now() + .milliseconds(300)) { self.assumeIsolated { $0.value() } }
    }

    private func value() {
        isValuationScheduled = false
        guard !isClosed else { return }
        if isValuationRepeated { scheduleValuation() }
        // What waits is judged with it in a moment.
        guard waiting.isEmpty else { return }
        if case .failure(let error) = commit([]) {
            logger.error("Open positions could not be judged by the newest quotes.", metadata: ["error": "\(error)"])
        }
    }

    private func commit(_ intakes: [Intake]) -> Result<[Receipt], DeskError> {
        let now = environment.now()
        do {
            try loadIfStale()
            let (receipts, changes, alerts) = try file.write { writer in
                isStale = true
                var receipts: [Receipt] = []
                for intake in intakes {
                    var commit = DeliveryCommit(
                        delivery: intake.delivery, connection: intake.connection, server: serverName(intake.connection), writer: writer, now: now)
                    let receipt = try commit.run(on: &state)
                    receipts.append(receipt)
                    if let note = intake.note { try writer.record(note.entry(receipt), by: note.actor, at: now) }
                }
                let (changes, alerts) = try state.settle(writer, at: now)
                return (receipts, changes, alerts)
            }
            isStale = false
            let ticked = intakes.contains { !$0.delivery.batch.ticks.isEmpty }
            publish(changes, alerts, ticked: ticked, at: now)
            if intakes.contains(where: { $0.delivery.isHistory }) { relinker.noteHistory(at: now) }
            relinkIfDue()
            if ticked || state.keeper.hasWork(at: now) || (state.engine.isLinkingBehind && !relinker.isRunning) { scheduleValuation() }
            return .success(receipts)
        } catch {
            return .failure(DeskError(storing: error))
        }
    }

    /// After a failed transaction the state is ahead of the file; the file is right.
    func loadIfStale() throws {
        guard isStale else { return }
        let (loaded, raised) = try DeskState.load(from: file, accountLimit: state.accountLimit, at: environment.now())
        (state, isStale) = (loaded, false)
        for alert in raised { hub.publish(.alerts, JSONWriter.bytes { $0.write(alert) }) }
        for id in state.accounts.entries.keys { publisher.dirtyAccounts.insert(id) }
    }

    private func serverName(_ connection: ConnectionID) -> String {
        connections.first { $0.id == connection }?.name ?? ""
    }

    /// Runs a write of people, keys, settings or alerts on the desk's queue. It must not touch deals, accounts or positions.
    public func write<T: Sendable>(_ body: @Sendable (TenantWriter) throws -> T) throws(DeskError) -> T {
        guard !isClosed else { throw DeskError(.closed, "The tenant's desk was closed. Try again.") }
        lastUsedAt = environment.now()
        do {
            return try file.write(body)
        } catch {
            throw DeskError(storing: error)
        }
    }
}

extension DeskError {
    /// What a failure of the store means for whoever asked.
    init(storing error: any Error) {
        if let error = error as? DeskError {
            self = error
            return
        }
        guard let error = error as? TenancyError else {
            self.init(.failed, "It could not be stored.", cause: error)
            return
        }
        switch error.code {
        case .diskFull:
            self.init(.diskFull, "The disk is full: nothing of this was stored. Send it again when there is room.", cause: error)
        case .notFound: self.init(.notFound, error.message, cause: error)
        case .conflict: self.init(.conflict, error.message, cause: error)
        case .forbidden: self.init(.forbidden, error.message, cause: error)
        case .closed: self.init(.closed, "The tenant's desk was closed. Try again.", cause: error)
        case .damaged, .wrongFile, .schemaTooNew, .sealBroken: self.init(.quarantined, error.message, cause: error)
        default: self.init(.failed, error.message, cause: error)
        }
    }
}
