/// Everything that one symbol's own feed taught beside the prices.
struct FeedState: Sendable {
    /// How long a reference quote stands, in microseconds.
    static let freshness: Int64 = 5_000_000
    /// How often the lag is measured, in microseconds of tape.
    private static let lagEvery: Int64 = 30_000_000
    /// A pause after which placebos would tell of the pause.
    private static let longestPause: Int64 = 60_000_000

    var watch = WatchList()
    var placebo = PlaceboRates()
    var stale = StaleShare()
    var meters = FeedMeters()
    var monitor = FeedMonitor()
    var flow = ClientFlow()
    /// Deals stamped in whole seconds whose second is not over, and when the first is.
    var unstamped: [UnstampedDeal] = []
    var nextStamp: Int64 = .max
    /// In hundred-millionths; zero until the first quote.
    var pip: Int64 = 0
    /// In the list of what the rules look at next.
    var isFollowed = false

    /// As the rules look at it; from then on its newest faults are known.
    mutating func reading(_ symbol: String) -> FeedReading {
        let fresh = monitor.takeFresh()
        return FeedReading(
            symbol: symbol, open: monitor.faults.filter { $0.end == .max }, fresh: fresh, lag: monitor.lag, wideSpread: monitor.wideSpread)
    }

    /// The own feed quotes.
    /// - Parameter track: with the quote as its newest.
    mutating func hear(_ quote: Quote, after previous: Quote?, track: borrowing MarkoutTrack, reference: ReferenceTrack?) {
        meters.add(quote, after: previous)
        var truth: Double?
        if let reference, let newest = reference.window.newest, quote.time.subtractingSaturated(newest.time).magnitude <= UInt64(Self.freshness) {
            meters.compare(own: quote, reference: newest, after: quote.time &- (previous?.time ?? quote.time))
            truth = Double(newest.mid) + meters.basis
            stale.advance(to: quote.time, isFollowed: stale.isOpen && isFollowed(quote, track, reference))
        }
        let usual = meters.usualSpread(hour: PlaceboRates.hour(of: quote.time))
        monitor.look(at: quote, after: previous, reference: truth, usual: usual, pip: Double(max(1, pip)))
        if let previous { schedule(quote, previous) }
        watch.touch(quote)
        guard let reference, let previous else { return }
        let slot = Whole.floorDivide(quote.time, Self.lagEvery)
        guard slot != Whole.floorDivide(previous.time, Self.lagEvery) else { return }
        let end = slot &* Self.lagEvery
        guard let newest = reference.window.newest, newest.time >= end &- Self.freshness else { return monitor.take(lag: nil, at: end) }
        monitor.take(lag: FeedLag.measure(own: track.window, reference: reference.window, upTo: end), at: end)
    }

    private func isFollowed(_ quote: Quote, _ track: borrowing MarkoutTrack, _ reference: borrowing ReferenceTrack) -> Bool {
        guard let jump = reference.newestJump, let before = track.window.quote(asOf: jump.start, within: .max) else { return true }
        return jump.isFollowed(from: before.mid, to: quote.mid)
    }

    /// A placebo at each full ten seconds, at the quote that stood then.
    private mutating func schedule(_ quote: Quote, _ previous: Quote) {
        let slot = Whole.floorDivide(quote.time, PlaceboRates.every)
        guard slot != Whole.floorDivide(previous.time, PlaceboRates.every), quote.time &- previous.time <= Self.longestPause,
            previous.ask >= previous.bid
        else { return }
        watch.insert(FillWatch(placebo: previous, at: slot &* PlaceboRates.every), newest: previous.time)
    }

    /// The reference quotes.
    mutating func hear(reference: borrowing ReferenceTrack, _ quote: Quote, track: borrowing MarkoutTrack) {
        guard let own = track.window.newest else { return }
        let jump = reference.newestJump ?? ReferenceJump()
        if jump.last == quote.time, let before = track.window.quote(asOf: jump.start, within: .max),
            !jump.isFollowed(from: before.mid, to: own.mid)
        {
            stale.open(at: quote.time)
        } else {
            stale.advance(to: quote.time, isFollowed: false)
        }
        let silence = quote.time &- own.time
        guard silence > FeedState.freshness, let then = reference.window.quote(asOf: own.time, within: .max) else { return }
        monitor.look(
            silentFor: silence, since: own.time, usualGap: meters.usualGap, moved: Double(quote.mid) - Double(then.mid), pip: Double(max(1, pip)))
    }
}

/// Which way the clients' opens in a symbol went of late, fading over five minutes.
struct ClientFlow: Sendable, BitwiseCopyable {
    private static let memory = 300e6

    private var net = 0.0
    private var gross = 0.0
    private var seen: Int64 = .min

    /// Share of the flow, −1 to 1; NaN before the first.
    var share: Double { gross > 0 ? net / gross : .nan }

    mutating func add(_ amount: Double, isLong: Bool, at time: Int64) {
        guard amount.isFinite else { return }
        let kept = seen == .min ? 0 : 1 / (1 + Double(max(0, time.subtractingSaturated(seen))) / Self.memory)
        net = net * kept + (isLong ? amount : -amount)
        gross = gross * kept + amount
        seen = max(seen, time)
    }
}
