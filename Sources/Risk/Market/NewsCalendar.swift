import Brokerage

/// Scheduled economic releases of high impact, by currency (risk-domain 6.4).
struct NewsCalendar: Sendable {
    /// To each side of a release.
    static let window: Int64 = 120_000_000
    private static let day: Int64 = 86_400_000_000
    private static let hour: Int64 = 3_600_000_000
    /// How far back releases tell what is usual at an hour, and the trading days in it.
    private static let lookback: Int64 = 28 * day
    private static let sessions = 20.0
    /// Releases looked at for one deal; more in four weeks is no calendar of high impact.
    private static let scanLimit = 512
    /// Releases kept of one currency.
    private static let limit = 65_536
    /// A chance that no hour is without: calendars are not complete.
    private static let leastShare = 0.002

    /// Rising times by number of the currency.
    private var times: [[Int64]] = []

    var isEmpty: Bool { times.isEmpty }

    /// Takes in a release. False when it was known, or there are too many.
    mutating func add(_ time: Int64, currency: Int) -> Bool {
        guard currency >= 0 else { return false }
        while times.count <= currency { times.append([]) }
        let position = Self.firstIndex(after: time - 1, in: times[currency])
        let isKnown = position < times[currency].count && times[currency][position] == time
        guard !isKnown, times[currency].count < Self.limit else { return false }
        times[currency].insert(time, at: position)
        return true
    }

    /// Whether a moment lies in the window of a release of either currency.
    func isInside(_ time: Int64, _ first: Int, _ second: Int) -> Bool { isNear(time, first, second, within: Self.window) }

    /// Whether a release of either currency is so many microseconds away at most.
    func isNear(_ time: Int64, _ first: Int, _ second: Int, within reach: Int64) -> Bool {
        isNear(time, first, within: reach) || isNear(time, second, within: reach)
    }

    private func isNear(_ time: Int64, _ currency: Int, within reach: Int64) -> Bool {
        guard times.indices.contains(currency) else { return false }
        let end = Self.firstIndex(after: time.addingSaturated(reach), in: times[currency])
        return end > 0 && times[currency][end - 1] >= time.subtractingSaturated(reach)
    }

    /// The first release of either currency after a moment; nil while none is known.
    func next(after time: Int64, _ first: Int, _ second: Int) -> Int64? {
        [first, second].compactMap { currency in
            guard times.indices.contains(currency) else { return nil }
            let place = Self.firstIndex(after: time, in: times[currency])
            return place < times[currency].count ? times[currency][place] : nil
        }.min()
    }

    /// How a moment lies to releases of two currencies.
    func exposure(at time: Int64, _ first: Int, _ second: Int) -> NewsExposure {
        guard !times.isEmpty else { return NewsExposure() }
        let one = exposure(at: time, first)
        guard second != first else { return one }
        let other = exposure(at: time, second)
        // At most their sum: windows of both may coincide.
        return NewsExposure(isInside: one.isInside || other.isInside, share: Float(min(Double(one.share) + Double(other.share), 1)))
    }

    private func exposure(at time: Int64, _ currency: Int) -> NewsExposure {
        guard times.indices.contains(currency), let oldest = times[currency].first else { return NewsExposure() }
        let end = Self.firstIndex(after: time.addingSaturated(Self.window), in: times[currency])
        let start = max(
            end - Self.scanLimit, Self.firstIndex(after: time.subtractingSaturated(Self.lookback + Self.window), in: times[currency]))
        var count = UsualTimes(at: time)
        for index in max(start, 0)..<end { count.add(times[currency][index]) }
        let known = Double(time.subtractingSaturated(oldest)) / Double(Self.day) * 5 / 7
        return NewsExposure(isInside: count.isInside, share: Float(count.share(sessions: min(max(known, 1), Self.sessions))))
    }

    /// What the releases before a moment say of its time of day.
    private struct UsualTimes {
        let time: Int64
        let hour: Int64
        var isInside = false
        /// Earlier days on which the same time of day lay in a window.
        var sameTime = 0.0
        /// Microseconds of windows in the same hour of earlier days.
        var sameHour = 0.0
        private var lastDay = Int64.min
        private var last = Int64.min

        init(at time: Int64) {
            self.time = time
            hour = Self.hour(of: time)
        }

        mutating func add(_ release: Int64) {
            let age = time &- release
            guard age > window else {
                isInside = true
                return
            }
            let shifted = age &+ window
            let days = shifted / day
            if shifted - days * day <= 2 * window, days != lastDay { (sameTime, lastDay) = (sameTime + 1, days) }
            guard Self.hour(of: release) == hour else { return }
            sameHour += Double(min(release.subtractingSaturated(last), 2 * window))
            last = release
        }

        func share(sessions: Double) -> Double {
            let byHour = min(sameHour / (sessions * Double(NewsCalendar.hour)), 1)
            // The hour stands in for one day, so that a few quiet days are no proof that nothing ever comes at that time.
            let byTime = min((sameTime + byHour) / (sessions + 1), 1)
            return max(byHour, byTime, leastShare)
        }

        private static func hour(of time: Int64) -> Int64 {
            let hours = Whole.floorDivide(time, NewsCalendar.hour)
            return hours &- Whole.floorDivide(hours, 24) &* 24
        }
    }

    /// The place of the first time later than a moment.
    private static func firstIndex(after time: Int64, in times: [Int64]) -> Int {
        var (low, high) = (0, times.count)
        while low < high {
            let middle = (low + high) / 2
            if times[middle] > time { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

/// How a moment lies to releases.
struct NewsExposure: Sendable, BitwiseCopyable, Equatable {
    /// Within the window of one.
    var isInside = false
    /// The share of such moments, by hour and by time of day of the four weeks before, that lie in a window; zero when no release
    /// is known.
    var share: Float = 0
}
