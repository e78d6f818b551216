import Brokerage

/// The newest few deals that show a behaviour, in 32 bytes: forty bits a deal are enough for a million million of them.
struct RecentDeals: Sendable, BitwiseCopyable {
    private static let size = 6
    private static let largest: Int64 = 1 << 40
    private var low = InlineArray<6, UInt32>(repeating: 0)
    private var high = InlineArray<6, UInt8>(repeating: 0)
    private var count: UInt8 = 0

    /// - Parameter deals: oldest first.
    init(_ deals: [DealID] = []) { for deal in deals { add(deal) } }

    mutating func add(_ deal: DealID) {
        guard deal.rawValue >= 0, deal.rawValue < Self.largest else { return }
        let slot = Int(count) % Self.size
        low[slot] = UInt32(truncatingIfNeeded: deal.rawValue)
        high[slot] = UInt8(truncatingIfNeeded: deal.rawValue >> 32)
        // Beyond the first round only the place in the ring counts.
        count = count < 2 * UInt8(Self.size) - 1 ? count + 1 : UInt8(Self.size)
    }

    var isEmpty: Bool { count == 0 }

    /// Oldest first.
    var deals: [DealID] {
        let count = Int(count)
        return (max(0, count - Self.size)..<count).map { position in
            let slot = position % Self.size
            return DealID(Int64(high[slot]) << 32 | Int64(low[slot]))
        }
    }
}
