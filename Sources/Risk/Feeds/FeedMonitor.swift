/// Watches one symbol's own feed for faults of the house (risk-domain 6.16) and remembers the newest of them.
struct FeedMonitor: Sendable {
    /// A frozen feed: no quote for longer than this, and ten usual pauses, while the reference moved by pips.
    private static let freeze: Int64 = 5_000_000
    private static let freezePauses = 10.0
    private static let freezePips = 2.0
    /// A lag is one from here, and is over below there; microseconds.
    private static let lagLimit: Int64 = 250_000
    private static let lagOver: Int64 = 200_000
    /// A spike comes back within this, in microseconds, by that share.
    private static let spikeReturn: Int64 = 60_000_000
    private static let spikeShare = 0.7

    struct Fault: Sendable, BitwiseCopyable {
        var kind: FeedIncident.Kind
        var start: Int64
        /// The largest number while it lasts.
        var end: Int64
        var size: Double
        /// In the ``IncidentLog``.
        var entry: Int
    }

    /// What is to be done with an incident.
    enum Notice: Sendable {
        case begin(Fault)
        case change(Fault)
    }

    /// The newest faults, whether they last or are over.
    private(set) var faults: [Fault] = []
    private(set) var notices: [Notice] = []
    /// Faults that began since the rules looked last.
    private var fresh: [Fault] = []
    private(set) var lag: Int64?
    private var spike: Spike?
    /// Spread over the usual one, while it is wide.
    private(set) var wideSpread: Double?

    private struct Spike: Sendable {
        var start: Int64
        /// The mid before it, and the furthest from it.
        var base: Double
        var peak: Double
    }

    // MARK: The own feed speaks

    /// - Parameters:
    ///   - reference: the reference's mid, the standing distance taken out.
    ///   - usual: the usual spread.
    mutating func look(at quote: Quote, after previous: Quote?, reference: Double?, usual: Double?, pip: Double) {
        end(.frozen, at: quote.time)
        if quote.bid > quote.ask {
            let size = (Double(quote.bid) - Double(quote.ask)) / pip * 10
            if let place = open(.crossed) { grow(place, to: size) } else { begin(.crossed, at: quote.time, size: size) }
        } else {
            end(.crossed, at: quote.time)
        }
        guard let previous, let usual else { return }
        lookForSpike(quote, previous, reference, limit: max(5 * usual, 3 * pip), pip: pip)
        let spread = Double(quote.ask) - Double(quote.bid)
        wideSpread = spread > 5 * usual ? spread / usual : nil
    }

    /// A quote that leaves the others alone and comes back: the reference did not go along, or without one the own next quotes do not.
    private mutating func lookForSpike(_ quote: Quote, _ previous: Quote, _ reference: Double?, limit: Double, pip: Double) {
        let (mid, before) = (Double(quote.mid), Double(previous.mid))
        guard let spike else {
            let isAway = abs(mid - before) > limit && (reference.map { abs(mid - $0) > limit && abs(before - $0) < limit / 2 } ?? true)
            if isAway { self.spike = Spike(start: quote.time, base: before, peak: mid) }
            return
        }
        let (gap, now) = (spike.peak - spike.base, mid - spike.base)
        if quote.time &- spike.start > Self.spikeReturn {
            self.spike = nil
        } else if abs(now) > abs(gap), (now > 0) == (gap > 0) {
            self.spike?.peak = mid
        } else if now / gap <= 1 - Self.spikeShare {
            self.spike = nil
            // Without a reference a return within seconds tells a wrong quote from a market that thinks again.
            guard reference != nil || quote.time &- spike.start <= 5_000_000 else { return }
            begin(.spike, at: spike.start, size: abs(gap) / pip)
            end(.spike, at: quote.time)
        }
    }

    // MARK: The reference speaks

    /// - Parameter moved: how far the reference is from where it was at the own last quote.
    mutating func look(silentFor silence: Int64, since last: Int64, usualGap: Double, moved: Double, pip: Double) {
        let size = abs(moved) / pip
        if let place = open(.frozen) {
            grow(place, to: size)
        } else if Double(silence) > max(Double(Self.freeze), Self.freezePauses * usualGap), size >= Self.freezePips {
            begin(.frozen, at: last, size: size)
        }
    }

    /// The lag over the minute up to a time; nil when it could not be told.
    mutating func take(lag: Int64?, at time: Int64) {
        self.lag = lag
        guard let lag else { return }
        let size = Double(lag) / 1000
        if let place = open(.lag) {
            if lag < Self.lagOver { end(.lag, at: time) } else { grow(place, to: size) }
        } else if lag > Self.lagLimit {
            begin(.lag, at: time &- FeedLag.step &* Int64(FeedLag.samples), size: size)
        }
    }

    // MARK: Faults

    private func open(_ kind: FeedIncident.Kind) -> Int? { faults.lastIndex { $0.kind == kind && $0.end == .max } }

    private mutating func begin(_ kind: FeedIncident.Kind, at time: Int64, size: Double) {
        let fault = Fault(kind: kind, start: time, end: .max, size: size, entry: -1)
        faults.append(fault)
        if faults.count > 12 { faults.removeFirst() }
        notices.append(.begin(fault))
        if fresh.count < 12 { fresh.append(fault) }
    }

    private mutating func grow(_ place: Int, to size: Double) {
        guard size > faults[place].size * 1.1 else { return }
        faults[place].size = size
        notices.append(.change(faults[place]))
    }

    private mutating func end(_ kind: FeedIncident.Kind, at time: Int64) {
        guard !faults.isEmpty, let place = open(kind) else { return }
        faults[place].end = time
        notices.append(.change(faults[place]))
    }

    /// Remembers where a fault stands in the log.
    mutating func file(_ fault: Fault, as entry: Int) {
        guard let place = faults.lastIndex(where: { $0.kind == fault.kind && $0.start == fault.start }) else { return }
        faults[place].entry = entry
    }

    /// Where a fault stands in the log; negative when nowhere.
    func entry(of fault: Fault) -> Int { faults.last { $0.kind == fault.kind && $0.start == fault.start }?.entry ?? -1 }

    mutating func drain() -> [Notice] {
        guard !notices.isEmpty else { return [] }
        defer { notices.removeAll(keepingCapacity: true) }
        return notices
    }

    mutating func takeFresh() -> [Fault] {
        defer { fresh.removeAll(keepingCapacity: true) }
        return fresh
    }

    /// The faults a moment lies in.
    func faults(at time: Int64) -> [Fault] { faults.isEmpty ? [] : faults.filter { $0.start <= time && time <= $0.end } }
}
