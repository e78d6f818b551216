/// The last trades in one symbol, which wait for the trades after them.
struct TradeClock: Sendable {
    private static let longest = 20

    /// A ring: the newest stands before ``next``. Deals of which no mid will ever be compared hold their place as nil.
    private var ring: [PendingDeal?] = []
    private var next = 0

    /// - Parameters:
    ///   - isObserved: whether the trade itself is one to compare with the market.
    ///   - mid: as of the trade; nil when unknown, and then nothing is learned from it.
    mutating func count(_ deal: PendingDeal, isObserved: Bool, mid: Int64?, into resolved: inout [ResolvedMarkout]) {
        if let mid {
            for (index, wanted) in MarkoutClock.tradeCounts.enumerated() where wanted <= ring.count {
                let kind = MarkoutFact.trade1 + UInt8(index)
                guard let waiting = ring[(next + Self.longest - wanted) % Self.longest], !waiting.knows(kind) else { continue }
                resolved.append(ResolvedMarkout(deal: waiting, kind: kind, mid: mid))
            }
        }
        let entry = isObserved ? deal : nil
        if ring.count < Self.longest { ring.append(entry) } else { ring[next] = entry }
        next = (next + 1) % Self.longest
    }

    /// Gives the entry of a deal to its account as it was built anew.
    mutating func adopt(_ deal: PendingDeal) {
        for index in ring.indices where ring[index]?.deal == deal.deal && ring[index]?.time == deal.time {
            if ring[index]?.adopt(deal) == false { ring[index] = nil }
        }
    }
}
