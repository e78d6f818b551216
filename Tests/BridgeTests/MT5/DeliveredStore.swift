import Brokerage
import Bridge
import Synchronization

/// Keeps what a feed delivers as a tenant's file does: each delivery whole or not at all, each ticket once.
final class DeliveredStore: Sendable {
    struct Content: Sendable {
        var deals: [Int64: Deal] = [:]
        /// Deals that came again with other content: what they were before.
        var corrected: [Int64: Deal] = [:]
        var deleted: Set<Int64> = []
        var symbols: [String: Symbol] = [:]
        var accounts: [Int64: Account] = [:]
        var positions: [Int64: Position] = [:]
        var ticks = 0
        /// Ticks between which there were no others.
        var taped: [Tick] = []
        var cursors: [String: String] = [:]
        var statuses: [LinkStatus] = []
        var deliveries = 0
    }

    struct Full: Error, CustomStringConvertible {
        var description: String { "the disk is full" }
    }

    private let content = Mutex(Content())
    /// What to do with the next deliveries; nil to keep them.
    private let fate: @Sendable (Int) -> Fate

    enum Fate: Sendable {
        case keep
        /// The process ends before the commit, or right after it.
        case endBefore, endAfter
        case refuse
    }

    init(fate: @escaping @Sendable (Int) -> Fate = { _ in .keep }) { self.fate = fate }

    /// Goes on with what an earlier one kept.
    init(after other: DeliveredStore, cursors: [String: String] = [:], fate: @escaping @Sendable (Int) -> Fate) {
        self.fate = fate
        var kept = other.now
        kept.cursors.merge(cursors) { $1 }
        kept.deliveries = 0
        kept.statuses = []
        content.withLock { [kept] in $0 = kept }
    }

    var now: Content { content.withLock { $0 } }
    var last: LinkStatus? { content.withLock { $0.statuses.last } }

    func report(_ status: LinkStatus) { content.withLock { $0.statuses.append(status) } }

    func deliver(_ delivery: Delivery) throws {
        let count = content.withLock { content in
            content.deliveries += 1
            return content.deliveries
        }
        switch fate(count) {
        case .keep: content.withLock { Self.keep(delivery, in: &$0) }
        case .refuse: throw Full()
        case .endBefore: throw CancellationError()
        case .endAfter:
            content.withLock { Self.keep(delivery, in: &$0) }
            throw CancellationError()
        }
    }

    private static func keep(_ delivery: Delivery, in content: inout Content) {
        for symbol in delivery.batch.symbols { content.symbols[symbol.name] = symbol }
        for account in delivery.batch.accounts { content.accounts[account.login] = account }
        for deal in delivery.batch.deals {
            if let known = content.deals[deal.ticket], known != deal { content.corrected[deal.ticket] = known }
            content.deals[deal.ticket] = deal
        }
        for window in delivery.windows {
            for deal in content.deals.values where deal.time >= window.from && deal.time <= window.to {
                guard window.login ?? deal.login == deal.login, !window.tickets.contains(deal.ticket) else { continue }
                content.deleted.insert(deal.ticket)
            }
        }
        for position in delivery.batch.positions { content.positions[position.ticket] = position }
        if let open = delivery.openPositions {
            content.positions = content.positions.filter { ticket, position in
                open.tickets.contains(ticket) || !(open.logins?.contains(position.login) ?? true)
            }
        }
        content.ticks += delivery.batch.ticks.count
        content.taped += delivery.batch.ticks.filter { !$0.isSampled }
        content.cursors.merge(delivery.cursors) { $1 }
    }
}
