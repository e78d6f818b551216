import Bridge
import Brokerage
import Logging
import MetaTrader
import Tenancy

extension Desk {
    /// Adds a connection and starts its feed.
    /// - Throws: ``DeskError`` with `planLimit` when the plan has no room for another server, `invalid` for a wrong field.
    public func add(_ new: NewConnection, by actor: Actor) throws(DeskError) -> ConnectionView {
        let draft = try new.validated()
        try demandRoomForServer(draft)
        let now = environment.now()
        let connection = try write { writer in
            let id = try writer.insert(connection: draft, credentials: new.password.map { Array($0.utf8) }, at: now)
            let stored = try writer.reader.connection(id)
            try writer.record(AuditEntry(.connectionAdded, stored.subject, after: stored.stated), by: actor, at: now)
            return stored
        }
        connections.append(connection)
        links[connection.id] = Desk.initialLink(connection)
        startFeed(connection)
        noteWork()
        publishConnections()
        return try connectionView(connection.id)
    }

    /// Changes a connection and starts its feed anew. Fields that are nil in `change` but for the password are taken as not stated.
    public func update(_ id: ConnectionID, _ change: NewConnection, by actor: Actor) async throws(DeskError) -> ConnectionView {
        let before = try connectionView(id).connection
        guard change.platform == before.platform else {
            throw DeskError(.invalid(field: "platform"), "platform cannot be changed: remove the connection and add another")
        }
        let draft = try change.validated(passwordKept: before.hasCredentials)
        try change.checkStoredPassword(of: before)
        let now = environment.now()
        try write { writer in
            let (stored, password) = (try writer.reader.connection(id), change.password.map { Array($0.utf8) })
            try writer.update(connection: id, draft, credentials: password, at: now)
            let changed = try writer.reader.connection(id)
            let entry = AuditEntry(
                .connectionChanged, changed.subject, before: stored.stated, after: changed.stated(passwordChanged: password != nil))
            try writer.record(entry, by: actor, at: now)
        }
        await stopFeed(id)
        // The feed may have taken a while to end: the connection can have been removed or edited again meanwhile.
        guard let place = connections.firstIndex(where: { $0.id == id }) else {
            throw DeskError(.notFound, "There is no connection \(id.rawValue).")
        }
        let connection = try stored(id)
        connections[place] = connection
        links[id] = isBeyondPlan(id) ? standing.pausedLink : Desk.initialLink(connection)
        startFeed(connection)
        noteWork()
        publishConnections()
        return try connectionView(id)
    }

    /// Ends a connection's feed and forgets its password. Its accounts and deals stay.
    public func remove(_ id: ConnectionID, by actor: Actor) async throws(DeskError) {
        let removed = try connectionView(id).connection
        // What waits was taken while the connection was there.
        drain()
        let now = environment.now()
        try write { writer in
            try writer.remove(connection: id, at: now)
            try writer.record(AuditEntry(.connectionRemoved, removed.subject, before: removed.stated), by: actor, at: now)
        }
        connections.removeAll { $0.id == id }
        links[id] = nil
        noteWork()
        publishConnections()
        await stopFeed(id)
        // Another that was paused may have its place.
        await applyServerLimit()
    }

    private func stored(_ id: ConnectionID) throws(DeskError) -> Connection {
        do {
            return try file.read { try $0.connection(id) }
        } catch {
            throw DeskError(storing: error)
        }
    }

    public func connectionView(_ id: ConnectionID) throws(DeskError) -> ConnectionView {
        guard let connection = connections.first(where: { $0.id == id }) else {
            throw DeskError(.notFound, "There is no connection \(id.rawValue).")
        }
        return ConnectionView(
            connection, link: links[id] ?? Desk.initialLink(connection), accounts: state.accounts.count(on: id))
    }

    private func demandRoomForServer(_ draft: ConnectionDraft) throws(DeskError) {
        guard draft.platform != .push, let limit = standing.limits.servers else { return }
        guard connections.filter({ $0.platform != .push }).count < limit else {
            throw DeskError(
                .planLimit,
                "The plan \(tenant.plan.rawValue) has room for \(limit) trading server\(limit == 1 ? "" : "s"). Remove one, or take a larger plan.")
        }
    }

    /// What is said of a connection before its feed has said anything.
    static func initialLink(_ connection: Connection) -> LinkStatus {
        switch connection.platform {
        case .push: return LinkStatus(state: .live, reason: "Events are taken as they are sent.")
        case .mt4: return LinkStatus(state: .down, reason: "MT4 replicas cannot be read yet.")
        case .mt5:
            guard connection.status == .stopped else { return LinkStatus(state: .connecting, reason: "Connecting.") }
            var link = LinkStatus(state: .down, reason: connection.reason ?? "The connection was stopped. Edit it to try again.")
            link.isStopped = true
            return link
        }
    }

    // MARK: Feeds

    /// Starts every feed of the tenant, and from now on those of connections that are added.
    func startFeeds() {
        runsFeeds = true
        for connection in connections { startFeed(connection) }
        noteWork()
    }

    /// A connection that was stopped (a refused password) stays so until somebody edits it, over restarts too.
    func startFeed(_ connection: Connection) {
        guard runsFeeds, !isClosed, feeds[connection.id] == nil, !isBeyondPlan(connection.id) else { return }
        guard connection.platform == .mt5, connection.status != .stopped else { return }
        do {
            let feed = try makeFeed(connection)
            // Ended by stopFeed(_:) or close(), which also wait for it.
            feeds[connection.id] = Task { await feed.run() }
        } catch {
            links[connection.id] = LinkStatus(state: .down, reason: error.message)
            links[connection.id]?.isStopped = true
        }
    }

    func stopFeed(_ id: ConnectionID) async {
        guard let feed = feeds[id] else { return }
        feed.cancel()
        await feed.value
        // Whoever else waited for its end may have started another already.
        if feeds[id] == feed { feeds[id] = nil }
    }

    /// The control file knows which tenants must be opened at the start though nobody asks for them.
    private func noteWork() {
        guard !isClosed else { return }
        do {
            let hasFeeds = connections.contains { $0.platform == .mt5 && $0.status != .stopped }
            try environment.noteWork(slug, hasFeeds ? environment.now() : nil)
        } catch {
            logger.error("It could not be noted that the tenant has feeds.", metadata: ["error": "\(error)"])
        }
    }

    private func makeFeed(_ connection: Connection) throws(DeskError) -> MT5Feed {
        do {
            let (cursors, secret) = try file.read { reader in
                (try reader.cursors(of: connection.id), try reader.credentials(of: connection.id))
            }
            var options = MT5FeedOptions(endpoint: try MT5Endpoint(connection, password: String(decoding: secret ?? [], as: UTF8.self)))
            if let groups = connection.groups, !groups.isEmpty { options.groups = groups }
            return MT5Feed(options: options, cursors: cursors, environment: feedEnvironment(connection.id), group: environment.eventLoops)
        } catch {
            throw DeskError(storing: error)
        }
    }

    private func feedEnvironment(_ id: ConnectionID) -> FeedEnvironment {
        FeedEnvironment(
            now: environment.now,
            sleep: { try await Task.sleep(for: $0) },
            random: environment.random,
            deliver: { [weak self] delivery in
                guard let self else { throw CancellationError() }
                _ = try await self.deliver(delivery, from: id)
            },
            report: { [weak self] status in await self?.note(status, of: id) })
    }

    /// Takes note of how a link stands. Only what a restart must know is stored.
    private func note(_ status: LinkStatus, of id: ConnectionID) {
        guard !isClosed, let before = links[id], before != status else { return }
        links[id] = status
        publishConnections()
        guard before.state != status.state || before.isStopped != status.isStopped || before.clock != status.clock || before.serverBuild != status.serverBuild else { return }
        let now = environment.now()
        do {
            try write { writer in
                try writer.setStatus(Connection.Status(status), reason: status.reason, of: id, at: now)
                if let clock = status.clock { try writer.setServer(clock: clock, build: status.serverBuild, of: id) }
            }
        } catch {
            logger.error("The state of a connection could not be stored.", metadata: ["connection": "\(id.rawValue)", "error": "\(error)"])
        }
    }
}

extension Connection.Status {
    init(_ link: LinkStatus) {
        guard !link.isStopped else {
            self = .stopped
            return
        }
        switch link.state {
        case .connecting: self = .connecting
        case .catchingUp: self = .catchingUp
        case .live: self = .live
        case .degraded: self = .degraded
        case .down: self = .down
        }
    }
}
