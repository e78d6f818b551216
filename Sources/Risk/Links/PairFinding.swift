import Glibc

/// What the openings of two accounts say of a link between them.
struct PairFinding: Sendable, Equatable, BitwiseCopyable {
    /// Matched openings, and those looked at of either account.
    var matches: Int32 = 0
    var opensA: Int32 = 0
    var opensB: Int32 = 0
    /// Days with a match.
    var days: Int32 = 0
    var window = LagWindow(0, 0)
    /// Common logarithm of the probability of as many matches by chance, for all windows looked at together.
    var log10P: Double = 0
    /// Matches expected by chance: the most that any way of reckoning gives.
    var chance: Double = 0
    /// Deviations above the shifted null.
    var z: Double = 0
    /// Milliseconds that the second account lies behind; negative when it leads.
    var lag: Int32 = 0
    var lagSpread: Int32 = 0
    /// One account is always the first.
    var isDirected = false
    /// Share of matches just after a whole minute, when a bar begins.
    var onTheBar: Float = 0
    /// Milliseconds since 1970 of the first match.
    var since: Int64 = .max

    /// Matched share of the account that opened less.
    var similarity: Double {
        let fewer = min(opensA, opensB)
        return fewer > 0 ? Double(matches) / Double(fewer) : 0
    }
}

/// The test for a link between two accounts (risk-domain 7.1 to 7.3), on what their rings hold.
struct PairTest: Sendable {
    private let a: OpenSeries
    private let b: OpenSeries
    private let range: ClosedRange<Int64>
    private let perSecond: Double
    private let kind: LinkKind

    /// Windows that are tried: the p-value is raised as many times.
    private static let looks = 8.0
    /// How seldom two that follow the same market would be in one order as often.
    private static let oneWay = 1e-4
    /// A trade within so many milliseconds after a whole minute was made on a bar.
    private static let bar: Int64 = 3000

    /// Nil when the accounts were not active together.
    init?(_ first: borrowing OpeningRing, _ second: borrowing OpeningRing, kind: LinkKind) {
        guard let range = OpenSeries.shared(first, second) else { return nil }
        self.init(
            OpenSeries(first, in: range, flipped: kind == .mirror, countsCrowds: kind == .mirror),
            OpenSeries(second, in: range, flipped: false, countsCrowds: kind == .mirror), in: range, kind: kind)
    }

    init(_ a: OpenSeries, _ b: OpenSeries, in range: ClosedRange<Int64>, kind: LinkKind) {
        (self.a, self.b, self.range, self.kind) = (a, b, range, kind)
        perSecond = ChanceMatches.perSecond(a, b, in: range)
    }

    /// The window that says most, by the formula alone: cheap, and enough to drop what is chance.
    func glance() -> PairFinding {
        var best = PairFinding(opensA: Int32(a.count), opensB: Int32(b.count))
        guard min(a.count, b.count) >= 2 else { return best }
        for window in kind == .mirror ? LagWindow.mirror : LagWindow.copy { look(window, looks: Self.looks, &best) }
        return best
    }

    /// The same with the lag at which most matches lie, held against the openings shifted in time, and with all that describes the link.
    func examine() -> PairFinding {
        var found = glance()
        // Two hundred and forty lags were looked at for the best one.
        if kind == .copy, let peak = PairMatching.peak(a, b) { look(peak, looks: 240, &found) }
        guard found.matches > 0 else { return found }
        let null = ShiftedNull(a, b, found.window, in: range)
        found.chance = max(found.chance, null.mean)
        let looks = Self.isPeak(found.window, kind) ? 240 : Self.looks
        found.log10P = Self.corrected(Poisson.log10Tail(Int(found.matches), mean: found.chance), looks: looks)
        found.z = ShiftedNull.z(Double(found.matches), mean: null.mean, deviation: max(null.deviation, null.mean.squareRoot(), 0.1))
        describe(&found)
        return found
    }

    /// The same again for a pair that was examined before: what shifting said of its window then still holds.
    func reexamine(_ before: PairFinding) -> PairFinding? {
        var found = glance()
        if kind == .copy, Self.isPeak(before.window, kind) { look(before.window, looks: 240, &found) }
        guard found.matches > 0, found.window == before.window else { return nil }
        found.chance = max(found.chance, before.chance)
        let looks = Self.isPeak(found.window, kind) ? 240 : Self.looks
        found.log10P = Self.corrected(Poisson.log10Tail(Int(found.matches), mean: found.chance), looks: looks)
        found.z = before.z
        describe(&found)
        return found
    }

    private func look(_ window: LagWindow, looks: Double, _ best: inout PairFinding) {
        let matches = PairMatching.count(a, b, window)
        guard matches >= 2 else { return }
        let chance = perSecond * window.seconds
        let log = Self.corrected(Poisson.log10Tail(matches, mean: chance), looks: looks)
        guard log < best.log10P, !window.isDirected || isOneWay(matches, chance, window) else { return }
        (best.matches, best.window, best.chance, best.log10P) = (Int32(matches), window, chance, log)
    }

    /// Behind a source there is a copier; two that follow the same market are as often before as behind each other.
    private func isOneWay(_ matches: Int, _ chance: Double, _ window: LagWindow) -> Bool {
        let back = PairMatching.count(a, b, window.reversed)
        return Double(matches) - chance >= 4 * (Double(back) - chance) && Share.coin(matches, of: matches + back) <= Self.oneWay
    }

    private static func isPeak(_ window: LagWindow, _ kind: LinkKind) -> Bool { kind == .copy && !LagWindow.copy.contains(window) }

    /// Raised by the number of looks; the logarithm of zero stays finite for files.
    private static func corrected(_ log: Double, looks: Double) -> Double { max(min(log + log10(looks), 0), -1000) }

    private func describe(_ found: inout PairFinding) {
        let pairs = PairMatching.pairs(a, b, found.window)
        let lags = LagStatistics(pairs.map { Int32(b.times[$0.b] - a.times[$0.a]) })
        (found.lag, found.lagSpread, found.isDirected) = (lags.median, lags.spread, lags.isDirected)
        var (bars, days, last) = (0, 0, Int64.min)
        for pair in pairs {
            let time = min(a.times[pair.a], b.times[pair.b])
            if time % 60_000 < Self.bar { bars += 1 }
            let day = a.times[pair.a] / 86_400_000
            if day != last { (days, last) = (days + 1, day) }
            found.since = min(found.since, time)
        }
        found.days = Int32(days)
        found.onTheBar = pairs.isEmpty ? 0 : Float(bars) / Float(pairs.count)
    }
}
