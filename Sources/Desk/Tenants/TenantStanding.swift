import Bridge
import Brokerage
import Synchronization
import Tenancy

/// A tenant as it stands now, with what it may use. Read from any thread; it changes while the desk is open.
public struct TenantStanding: Sendable, Equatable {
    public var tenant: Tenant
    public var entitlement: Entitlement

    public init(tenant: Tenant, entitlement: Entitlement) { (self.tenant, self.entitlement) = (tenant, entitlement) }

    public var limits: PlanLimits { entitlement.limits }

    /// Whether a trading server is to be paused: the plan has room for those that were added first.
    func isBeyondPlan(_ id: ConnectionID, among connections: [Connection]) -> Bool {
        guard let limit = limits.servers else { return false }
        return connections.filter { $0.platform != .push }.map(\.id).sorted().dropFirst(limit).contains(id)
    }

    /// What is said of a trading server that is paused.
    var pausedLink: LinkStatus {
        let limit = limits.servers ?? 0
        var link = LinkStatus(
            state: .down,
            reason: "Paused: the plan \(tenant.plan.rawValue) has room for \(limit) trading server\(limit == 1 ? "" : "s"). "
                + "It is read again under a larger plan, or when another server is removed.")
        link.isStopped = true
        return link
    }
}

extension Desk {
    /// The tenant as it stands now.
    nonisolated public var standing: TenantStanding { currentStanding.withLock { $0 } }
    nonisolated public var tenant: Tenant { standing.tenant }

    /// Takes over another plan, name or license, at once: accounts that have room now are scored from their stored history, those beyond the
    /// plan are no longer, and trading servers are paused or read again.
    func adopt(_ new: TenantStanding) async throws(DeskError) {
        guard !isClosed else { return }
        let before = currentStanding.withLock { standing in
            defer { standing = new }
            return standing
        }
        if before.limits.accounts != new.limits.accounts { try rescore() }
        if before.limits.servers != new.limits.servers { await applyServerLimit() }
        if before != new { publishConnections() }
    }

    /// Scores the accounts that the plan has room for, and no others.
    private func rescore() throws(DeskError) {
        let (now, limit) = (environment.now(), standing.limits.accounts)
        do {
            // What waits was taken under the plan before.
            drain()
            try loadIfStale()
            let (changes, alerts) = try file.write { writer in
                isStale = true
                state.accountLimit = limit
                let (added, removed) = try writer.score(first: limit)
                state.score(added, removed)
                return try state.settle(writer, at: now)
            }
            isStale = false
            publish(changes, alerts, ticked: false, at: now)
        } catch {
            throw DeskError(storing: error)
        }
    }

    /// Pauses the trading servers that the plan has no room for, and reads those again that have room now.
    func applyServerLimit() async {
        for connection in connections where connection.platform != .push {
            if isBeyondPlan(connection.id) {
                await stopFeed(connection.id)
                if connections.contains(where: { $0.id == connection.id }) { links[connection.id] = standing.pausedLink }
            } else if feeds[connection.id] == nil {
                links[connection.id] = Desk.initialLink(connection)
                startFeed(connection)
            }
        }
        publishConnections()
    }

    func isBeyondPlan(_ id: ConnectionID) -> Bool { standing.isBeyondPlan(id, among: connections) }
}
