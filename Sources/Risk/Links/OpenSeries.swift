/// Openings of one account that may speak for or against a link: those apart from releases, for copies those outside crowds, and one for
/// each burst. Crowds go one way, so an account that goes against another in them does so for a reason.
struct OpenSeries: Sendable {
    /// Milliseconds since 1970, rising.
    private(set) var times: [Int64] = []
    private(set) var keys: [Int32] = []

    var count: Int { times.count }

    /// Openings of one direction closer than this are legs of one decision, such as a grid's.
    private static let burst: Int64 = 2000

    /// - Parameters:
    ///   - range: milliseconds in which both accounts of a pair were active.
    ///   - flipped: true to look for the opposite side.
    ///   - countsCrowds: whether openings in crowds are taken.
    init(_ ring: borrowing OpeningRing, in range: ClosedRange<Int64>, flipped: Bool, countsCrowds: Bool) {
        times.reserveCapacity(ring.count)
        keys.reserveCapacity(ring.count)
        for opening in ring.openings where !opening.isRelease && (countsCrowds || !opening.isCrowded) && range.contains(opening.time) {
            add(opening.time, flipped ? opening.key ^ 1 : opening.key)
        }
    }

    /// From (milliseconds, key) in order of time.
    init(_ openings: [(time: Int64, key: Int32)]) {
        for opening in openings.suffix(OpeningRing.size) { add(opening.time, opening.key) }
    }

    private mutating func add(_ time: Int64, _ key: Int32) {
        var before = count - 1
        while before >= 0, time - times[before] < Self.burst {
            if keys[before] == key { return }
            before -= 1
        }
        times.append(time)
        keys.append(key)
    }

    /// The period over which both rings know everything: from the later start to the earlier end, with the reach of the widest window.
    static func shared(_ a: borrowing OpeningRing, _ b: borrowing OpeningRing) -> ClosedRange<Int64>? {
        guard let a = a.period, let b = b.period else { return nil }
        let start = max(a.first, b.first) - LagWindow.reach
        let end = min(a.last, b.last) + LagWindow.reach
        return start <= end ? start...end : nil
    }
}

/// How far behind a trade of the first account one of the second must lie to be its match, in milliseconds; negative when it leads.
struct LagWindow: Sendable, Equatable, BitwiseCopyable {
    var low: Int32
    var high: Int32

    /// The farthest that is looked.
    static let reach: Int64 = 120_000

    init(_ low: Int32, _ high: Int32) { (self.low, self.high) = (low, high) }

    static func within(_ milliseconds: Int32) -> LagWindow { LagWindow(-milliseconds, milliseconds) }

    var reversed: LagWindow { LagWindow(-high, -low) }
    /// Whether one account must be the first.
    var isDirected: Bool { low >= 0 || high <= 0 }
    var seconds: Double { Double(high &- low) / 1000 }

    /// Two seconds either way, and up to two minutes behind either account (risk-domain 7.1 and 7.2).
    static let copy = [
        within(2000), LagWindow(0, 10_000), LagWindow(-10_000, 0), LagWindow(0, 30_000), LagWindow(-30_000, 0), LagWindow(0, 120_000),
        LagWindow(-120_000, 0),
    ]
    /// Up to a minute either way (risk-domain 7.3).
    static let mirror = [within(3000), within(15_000), within(60_000)]
}
