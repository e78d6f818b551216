import Brokerage

/// The newest few deals that show a behaviour.
struct RecentDeals: Sendable {
    private static let size = 8
    private var ids = InlineArray<8, Int64>(repeating: 0)
    private var count = 0

    init(_ deals: [DealID] = []) { for deal in deals { add(deal) } }

    mutating func add(_ deal: DealID) {
        ids[count % Self.size] = deal.rawValue
        count += 1
    }

    /// Oldest first.
    var deals: [DealID] {
        (max(0, count - Self.size)..<count).map { DealID(ids[$0 % Self.size]) }
    }
}
