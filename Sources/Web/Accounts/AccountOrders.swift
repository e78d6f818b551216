import Brokerage
import Desk
import Synchronization

/// Keeps the orders in which the newest view of each tenant was asked for, so that a page costs no sorting.
final class AccountOrders: Sendable {
    private struct Kept {
        var generation: UInt64
        var orders: [AccountSort: AccountOrder] = [:]
    }

    /// Orders kept of one view; a client that asks for every field both ways makes no more.
    private static let mostOrders = 8

    private let kept = Mutex<[TenantSlug: Kept]>([:])

    func order(of view: DeskView, tenant: TenantSlug, by sort: AccountSort) -> AccountOrder {
        let known = kept.withLock { kept in
            kept[tenant].flatMap { $0.generation == view.generation ? $0.orders[sort] : nil }
        }
        if let known { return known }
        // Sorted outside the lock: two that ask at once sort twice, and nobody else waits.
        let order = AccountOrder(view.accounts, by: sort)
        kept.withLock { kept in
            var entry = kept[tenant] ?? Kept(generation: view.generation)
            if entry.generation != view.generation { entry = Kept(generation: view.generation) }
            if entry.orders.count >= AccountOrders.mostOrders { entry.orders = [:] }
            entry.orders[sort] = order
            kept[tenant] = entry
        }
        return order
    }
}
