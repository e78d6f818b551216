import Glibc

/// The true prices: log walks with jumps, addressed by time.
///
/// Every 64 s each walk has a node; between two nodes a Brownian bridge is refined by draws addressed by (walk, node, place),
/// so the price at any instant follows from the seed alone. Nothing is stored but the nodes and the jumps, any stretch of
/// history can be looked at again, and a planted skill may look ahead.
struct PricePath: Sendable {
    /// A sudden move of one walk.
    struct Jump: Sendable {
        /// UTC milliseconds.
        var time: Int64
        /// Log change.
        var size: Double
        var isNews: Bool
    }

    static let nodeMilliseconds: Int64 = 64_000
    /// Bridge levels: 64 s down to 62.5 ms.
    private static let levels = 10

    let seed: UInt64
    let origin: Int64
    private(set) var news: [NewsEvent] = []
    /// Jumps by walk, in order of time.
    private(set) var jumps: [[Jump]]
    private var clock: WallClock
    private let weekendOpen: Bool
    private var nodes: [[Double]]
    private var jumpSums: [[Double]]
    /// Standard deviation of a unit-sigma walk over each node; zero when the market is closed.
    private var nodeScale: [Double] = []
    private var nextDay: Int64
    private let factors = InstrumentCatalogue.factors

    init(seed: UInt64, origin: Int64, clock: WallClock, weekendOpen: Bool) {
        self.seed = seed
        self.origin = origin / Self.nodeMilliseconds * Self.nodeMilliseconds
        self.clock = clock
        self.weekendOpen = weekendOpen
        nextDay = self.origin / 86_400_000
        nodes = factors.map { [log($0.start)] }
        jumps = factors.map { _ in [] }
        jumpSums = factors.map { _ in [0] }
    }

    /// The first instant for which nothing is known yet.
    var end: Int64 { origin + Int64(nodeScale.count) * Self.nodeMilliseconds }

    /// Makes prices known up to an instant.
    mutating func extend(to instant: Int64) {
        while nextDay * 86_400_000 <= instant + 2 * 86_400_000 { appendDay() }
        while end <= instant { appendNode() }
    }

    private mutating func appendDay() {
        let day = nextDay
        nextDay += 1
        let events = NewsSchedule.events(ofDay: day, seed: seed)
        news.append(contentsOf: events)
        for index in factors.indices { appendJumps(of: index, day: day, events: events) }
    }

    private mutating func appendJumps(of index: Int, day: Int64, events: [NewsEvent]) {
        let factor = factors[index]
        var chance = Chance(seed: Chance.hash(seed, 0x6A75_6D70 &+ UInt64(index), UInt64(bitPattern: day)))
        var found: [Jump] = []
        for _ in 0..<20 {
            let time = day * 86_400_000 + Int64(chance.unit() * 86_400_000)
            let size = chance.uniform(1...5) * factor.pipShare * (chance.happens(0.5) ? 1 : -1)
            if chance.happens(min(1, ActivityCurve.weight(atMilliseconds: time))) { found.append(Jump(time: time, size: size, isNews: false)) }
        }
        for event in events where factor.currencies.contains(event.currency) {
            let size = chance.uniform(10...40) * factor.pipShare * (chance.happens(0.5) ? 1 : -1)
            found.append(Jump(time: event.time + Int64(chance.unit() * 900) + 50, size: size, isNews: true))
        }
        for jump in found.sorted(by: { $0.time < $1.time }) where jump.time >= origin && isOpen(index, at: jump.time) {
            jumps[index].append(jump)
            jumpSums[index].append((jumpSums[index].last ?? 0) + jump.size)
        }
    }

    private mutating func isOpen(_ index: Int, at instant: Int64) -> Bool {
        if weekendOpen || factors[index].isCrypto { return true }
        let (weekday, _) = WallClock.weekdayAndMinute(clock.wall(instant))
        return (1...5).contains(weekday)
    }

    private mutating func appendNode() {
        let node = nodeScale.count
        let start = end
        let share = Double(Self.nodeMilliseconds) / 86_400_000 * ActivityCurve.weight(atMilliseconds: start)
        let open = isOpen(0, at: start)
        let opens = open && node > 0 && nodeScale[node - 1] < 0
        // A closed node carries a negative scale: crypto walks go on with its magnitude, the others stand still.
        let scale = share.squareRoot()
        nodeScale.append(open ? scale : -scale)
        var chance = Chance(seed: Chance.hash(seed, 0x6E6F_6465, UInt64(node)))
        let (dollar, risk, safety) = (chance.normal(), chance.normal(), chance.normal())
        for index in factors.indices {
            let factor = factors[index]
            let loadings = factor.loadings
            let common = loadings.0 * loadings.0 + loadings.1 * loadings.1 + loadings.2 * loadings.2
            let own = max(0, 1 - common).squareRoot() * chance.normal()
            let draw = loadings.0 * dollar + loadings.1 * risk + loadings.2 * safety + own
            var step = factor.dailySigma * scale * draw
            if !open, !factor.isCrypto { step = 0 }
            // What happened over the weekend shows in the first quotes of Monday.
            if opens, !factor.isCrypto { step *= 6 }
            // A pull towards the start keeps prices plausible over months of running.
            let last = nodes[index][node]
            let pull = (log(factor.start) - last) * 2e-5
            nodes[index].append(last + step + (step == 0 ? 0 : pull))
        }
    }

    /// Log price of a walk. The instant must lie before ``end``.
    func logPrice(_ index: Int, at instant: Int64) -> Double {
        let (node, part) = place(instant)
        let from = nodes[index][node]
        let to = nodes[index][node + 1]
        let jumped = jumpSums[index][jumpCount(index, through: instant)]
        let scale = nodeScale[node]
        guard scale > 0 || factors[index].isCrypto else { return from + jumped }
        return bridge(index, node, part, from: from, to: to, sigma: factors[index].dailySigma * abs(scale)) + jumped
    }

    /// The walk's price at a node's start, without the cost of a bridge.
    func nodeLogPrice(_ index: Int, node: Int) -> Double {
        nodes[index][node] + jumpSums[index][jumpCount(index, through: origin + Int64(node) * Self.nodeMilliseconds)]
    }

    /// The node that holds an instant, limited to what is known, and the place in it from 0 to 1.
    func place(_ instant: Int64) -> (node: Int, part: Double) {
        let offset = min(max(instant - origin, 0), end - origin - 1)
        return (Int(offset / Self.nodeMilliseconds), Double(offset % Self.nodeMilliseconds) / Double(Self.nodeMilliseconds))
    }

    /// How many jumps of the walk happened at or before an instant.
    func jumpCount(_ index: Int, through instant: Int64) -> Int {
        var (low, high) = (0, jumps[index].count)
        while low < high {
            let middle = (low + high) / 2
            if jumps[index][middle].time <= instant { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Repeated halving: the middle of each half deviates by a draw with half the bridge's remaining standard deviation.
    private func bridge(_ index: Int, _ node: Int, _ part: Double, from: Double, to: Double, sigma: Double) -> Double {
        var (low, high) = (from, to)
        var (left, width) = (0.0, 1.0)
        var deviation = sigma / 2
        var address: UInt64 = 1
        let own = Chance.hash(seed, UInt64(index) &+ 0x6272_6964, UInt64(node))
        for _ in 0..<Self.levels {
            let draw = NormalQuantile.value(Chance.unit(Chance.mix(own &+ address &* 0x9E37_79B9_7F4A_7C15)))
            let middle = (low + high) / 2 + deviation * draw
            width /= 2
            if part < left + width {
                high = middle
                address = address * 2
            } else {
                low = middle
                left += width
                address = address * 2 + 1
            }
            deviation *= 0.70710678
        }
        return low + (high - low) * (part - left) / width
    }
}
