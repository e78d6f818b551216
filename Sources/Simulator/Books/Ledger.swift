import Brokerage

/// All deals and closed orders, in order of ticket and time, with those that were put in late apart.
struct Ledger: Sendable {
    private(set) var deals: [BookedDeal] = []
    private(set) var orders: [ServerOrder] = []
    /// Deals with the time of an older day than their ticket: dealer's corrections and imports.
    private(set) var late: [BookedDeal] = []
    private var deleted: Set<Int64> = []

    var dealCount: Int { deals.count + late.count - deleted.count }

    mutating func append(_ deal: BookedDeal) -> Int32 {
        deals.append(deal)
        return Int32(truncatingIfNeeded: deals.count - 1)
    }

    mutating func append(_ order: ServerOrder) -> Int32 {
        orders.append(order)
        return Int32(truncatingIfNeeded: orders.count - 1)
    }

    mutating func insertLate(_ deal: BookedDeal) { late.append(deal) }

    /// - Returns: false when there is no such deal.
    mutating func delete(_ ticket: Int64) -> Bool {
        guard deal(ticket) != nil else { return false }
        deleted.insert(ticket)
        return true
    }

    /// Changes a deal where it stands. - Returns: the deal before and after, or nil when there is none.
    mutating func edit(_ ticket: Int64, _ change: (inout BookedDeal) -> Void) -> (before: BookedDeal, after: BookedDeal)? {
        guard !deleted.contains(ticket) else { return nil }
        if let index = place(of: ticket) {
            let before = deals[index]
            change(&deals[index])
            return (before, deals[index])
        }
        guard let index = late.firstIndex(where: { $0.ticket == ticket }) else { return nil }
        let before = late[index]
        change(&late[index])
        return (before, late[index])
    }

    func deal(_ ticket: Int64) -> BookedDeal? {
        guard !deleted.contains(ticket) else { return nil }
        if let index = place(of: ticket) { return deals[index] }
        return late.first { $0.ticket == ticket }
    }

    func order(_ ticket: Int64) -> ServerOrder? {
        // Orders close out of the order of their tickets only while they wait, which is rare: look there, then everywhere.
        orders.last { $0.ticket == ticket }
    }

    /// Deals of one account between two instants (both included), in order of time; nil account for all.
    func deals(of account: ClientAccount?, index: Int?, from: Int64, through: Int64) -> [BookedDeal] {
        var found: [BookedDeal]
        if let account {
            let first = firstPlace(account.deals.count) { deals[Int(account.deals[$0])].time >= from }
            found = []
            for place in account.deals[first...] {
                let deal = deals[Int(place)]
                guard deal.time <= through else { break }
                found.append(deal)
            }
        } else {
            let first = firstPlace(deals.count) { deals[$0].time >= from }
            let end = firstPlace(deals.count) { deals[$0].time > through }
            found = first < end ? Array(deals[first..<end]) : []
        }
        if !deleted.isEmpty { found.removeAll { deleted.contains($0.ticket) } }
        for deal in late where deal.time >= from && deal.time <= through && (index == nil || deal.account == index) && !deleted.contains(deal.ticket)
        {
            found.insert(deal, at: found.firstIndex { $0.time > deal.time } ?? found.count)
        }
        return found
    }

    /// Closed orders by the time they were done, as ``deals(of:index:from:through:)``.
    func orders(of account: ClientAccount?, from: Int64, through: Int64) -> [ServerOrder] {
        if let account {
            return account.closedOrders.map { orders[Int($0)] }.filter { $0.done >= from && $0.done <= through }
        }
        let first = firstPlace(orders.count) { orders[$0].done >= from }
        let end = firstPlace(orders.count) { orders[$0].done > through }
        return first < end ? Array(orders[first..<end]) : []
    }

    private func place(of ticket: Int64) -> Int? {
        let index = firstPlace(deals.count) { deals[$0].ticket >= ticket }
        return index < deals.count && deals[index].ticket == ticket ? index : nil
    }

    /// The first place at which the condition, false and then true, holds.
    private func firstPlace(_ count: Int, _ condition: (Int) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if condition(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
