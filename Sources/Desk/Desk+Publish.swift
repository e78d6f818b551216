import Brokerage
import Dispatch
import JSON
import Logging
import Risk
import Synchronization
import Tenancy

extension Desk {
    /// The newest view: right as of every commit, and with valuations at most a quarter of a second old.
    nonisolated public func view() async -> DeskView {
        let now = environment.now()
        if let view = published.withLock({ $0.current(at: now) }) { return view }
        return await refreshView()
    }

    /// Notes what a commit changed, tells alerts at once and the rest soon.
    func publish(_ changes: RiskChanges, _ alerts: [Alert], ticked: Bool, at now: Timestamp) {
        publisher.dirtyAccounts.formUnion(changes.accounts)
        for change in changes.scores { publisher.dirtyAccounts.insert(change.account) }
        publisher.isRevalued = publisher.isRevalued || ticked
        publisher.isExposureDirty = publisher.isExposureDirty || ticked || !changes.symbols.isEmpty || !changes.accounts.isEmpty
        let isEvent = !changes.accounts.isEmpty || !changes.scores.isEmpty || !changes.symbols.isEmpty
        published.withLock { published in
            published.isDirty = published.isDirty || isEvent
            published.isRevalued = published.isRevalued || ticked
        }
        for alert in alerts { hub.publish(.alerts, JSONWriter.bytes { $0.write(alert) }) }
        scheduleFlush()
    }

    /// Notes that the connections or their links changed.
    func publishConnections() {
        publisher.areConnectionsDirty = true
        published.withLock { $0.isDirty = true }
        scheduleFlush()
    }

    /// What many commits change within a tenth of a second is told to the stream once.
    func scheduleFlush() {
        guard hub.hasListeners, !publisher.isFlushScheduled else { return }
        publisher.isFlushScheduled = true
        executor.queue.asyncAfter(deadline: .now() + publisher.flushPause) { self.assumeIsolated { $0.flush() } }
    }

    private func flush() {
        publisher.isFlushScheduled = false
        guard !isClosed else { return }
        let begun = DispatchTime.now()
        tellExposure()
        if publisher.areConnectionsDirty {
            publisher.areConnectionsDirty = false
            hub.publish(.connections, JSONWriter.bytes { $0.writeItems(connectionViews()) { connection, json in connection.write(to: &json) } })
        }
        publisher.noteFlush(from: begun, to: .now())
        // Making thousands of accounts' views anew takes longer than all the rest, which goes on meanwhile.
        if publisher.areViewsDue(at: begun) {
            refreshView()
            tellAccounts()
            publisher.noteViews(from: begun, to: .now())
        }
        if publisher.hasUntoldAccounts || !publisher.dirtyAccounts.isEmpty || publisher.isRevalued { scheduleFlush() }
    }

    private func tellAccounts() {
        let views = publisher.takeUntoldAccounts()
        guard !views.isEmpty else { return }
        hub.publish(.accounts, JSONWriter.bytes { $0.writeItems(views) { view, json in json.raw(view.json) } })
    }

    private func tellExposure() {
        guard publisher.isExposureDirty || publisher.isExposureUntold, equalsFile() else { return }
        refreshExposure()
        publisher.isExposureUntold = false
        let (rows, house) = (publisher.exposure, state.engine.house)
        let changed = rows.filter { publisher.toldExposure[$0.key] != $0 }
        for row in changed { publisher.toldExposure[row.key] = row }
        let ended = publisher.endExposure(beside: rows)
        guard !changed.isEmpty || !ended.isEmpty else { return }
        hub.publish(
            .exposure,
            JSONWriter.bytes { json in
                json.beginObject()
                json.key("items"); json.beginArray()
                for row in changed + ended { json.write(row) }
                json.endArray()
                json.key("house"); json.write(house)
                json.endObject()
            })
    }

    /// Brings the view up to date with the state.
    @discardableResult
    func refreshView() -> DeskView {
        let now = environment.now()
        if let view = published.withLock({ $0.current(at: now) }) { return view }
        if !equalsFile(), let view = published.withLock({ $0.view }) { return view }
        var stale = publisher.dirtyAccounts
        if publisher.takesRevaluation(at: now) { stale.formUnion(publisher.open) }
        publisher.dirtyAccounts = []
        for id in stale.sorted() {
            guard let entry = state.accounts[id], let figures = state.engine.figures(of: id) else { continue }
            publisher.put(AccountView(entry, figures: figures))
        }
        refreshExposure()
        publisher.generation += 1
        let view = DeskView(
            generation: publisher.generation, madeAt: now, accounts: publisher.accounts, connections: connectionViews(),
            exposure: publisher.exposure, house: state.engine.house)
        published.withLock {
            $0 = Published(view: view, isDirty: false, isRevalued: publisher.isRevalued, valuedAt: publisher.valuedAt)
        }
        return view
    }

    private func refreshExposure() {
        guard publisher.isExposureDirty else { return }
        (publisher.isExposureDirty, publisher.isExposureUntold) = (false, true)
        publisher.exposure = state.engine.exposure(by: .symbol)
    }

    /// What a refused transaction brought must not be shown: before anybody looks, the state is made equal to the file again.
    /// - Returns: false when the file cannot be read now.
    @discardableResult
    func equalsFile() -> Bool {
        do {
            try loadIfStale()
            return true
        } catch {
            logger.error("The tenant's state could not be loaded anew after a refused transaction.", metadata: ["error": "\(error)"])
            return false
        }
    }

    private func connectionViews() -> [ConnectionView] {
        connections.map { connection in
            ConnectionView(
                connection, link: links[connection.id] ?? Desk.initialLink(connection), accounts: state.accounts.count(on: connection.id))
        }
    }
}

extension JSONWriter {
    /// `{"items":[…]}`
    mutating func writeItems<Item>(_ items: some Sequence<Item>, _ write: (Item, inout JSONWriter) -> Void) {
        beginObject()
        key("items"); beginArray()
        for item in items { write(item, &self) }
        endArray()
        endObject()
    }
}
