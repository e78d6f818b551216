/// The openings in one underlying over the reach of the search, in order of time.
struct OpeningFlow: Sendable, SnapshotPart {
    private(set) var openings: [LinkTrade] = []
    private var start = 0

    /// Microseconds over which openings are kept.
    private static let reach = LagWindow.reach * 1000
    /// In a dense market only the newest openings are compared: the search then reaches less far back.
    static let compared = 40

    mutating func code(_ coder: inout SnapshotCoder) throws(SnapshotError) {
        try coder.list(&openings)
        try coder.value(&start)
        guard (0...openings.count).contains(start) else { throw SnapshotError() }
    }

    mutating func add(_ trade: LinkTrade) {
        openings.append(trade)
        let limit = trade.time.subtractingSaturated(Self.reach)
        while start < openings.count, openings[start].time < limit { start += 1 }
        guard start > 64, start > openings.count / 2 else { return }
        openings.removeFirst(start)
        start = 0
    }

    /// Positions of the openings that a trade at `time` may belong with, oldest first.
    func recent(at time: Int64) -> Range<Int> {
        let limit = time.subtractingSaturated(Self.reach)
        var first = openings.count
        let least = max(start, openings.count - Self.compared)
        while first > least, openings[first - 1].time >= limit { first -= 1 }
        return first..<openings.count
    }
}
