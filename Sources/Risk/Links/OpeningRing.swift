/// The newest openings of one account, eight bytes each, in order of time.
struct OpeningRing: Sendable, BitwiseCopyable {
    static let size = 96
    private var entries = InlineArray<96, UInt64>(repeating: 0)
    /// Openings ever.
    private(set) var total = 0

    var count: Int { min(total, Self.size) }
    var isFull: Bool { total > Self.size }

    mutating func add(_ trade: borrowing LinkTrade) {
        entries[total % Self.size] = Self.pack(trade)
        total += 1
    }

    /// Oldest first.
    var openings: [Opening] {
        let (entries, first) = (entries.span, isFull ? total % Self.size : 0)
        var openings: [Opening] = []
        openings.reserveCapacity(count)
        for place in first..<count { openings.append(Opening(entries[place])) }
        for place in 0..<first { openings.append(Opening(entries[place])) }
        return openings
    }

    /// Milliseconds since 1970 of the oldest and the newest; nil before the first.
    var period: (first: Int64, last: Int64)? {
        guard total > 0 else { return nil }
        let (first, last) = (isFull ? total % Self.size : 0, (total - 1) % Self.size)
        return (Opening(entries[first]).time, Opening(entries[last]).time)
    }

    /// 42 bits of milliseconds, one each for crowds and releases, 19 for the underlying, one for the side.
    private static func pack(_ trade: borrowing LinkTrade) -> UInt64 {
        let time = UInt64(min(max(Whole.floorDivide(trade.time, 1000), 0), 1 << 42 - 1))
        let underlying = UInt64(UInt32(truncatingIfNeeded: trade.underlying) & 0x7_FFFF)
        return time << 22 | (trade.isCrowded ? 1 << 21 : 0) | (trade.isRelease ? 1 << 20 : 0) | underlying << 1 | (trade.isLong ? 1 : 0)
    }
}

/// One opening as a ring keeps it.
struct Opening: Sendable {
    /// Milliseconds since 1970.
    let time: Int64
    /// Underlying and side: equal for openings in the same direction, apart in the last bit for opposite ones.
    let key: Int32
    let isCrowded: Bool
    let isRelease: Bool

    init(_ packed: UInt64) {
        time = Int64(packed >> 22)
        key = Int32(packed & 0xF_FFFF)
        (isCrowded, isRelease) = (packed & (1 << 21) != 0, packed & (1 << 20) != 0)
    }
}
