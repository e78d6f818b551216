/// How many matches two accounts would have by chance.
enum ChanceMatches {
    /// Openings of both over both sides of one underlying, `active` seconds in which both were active (risk-domain 7.1):
    /// λ = n_A n_B · 2w/T · P(same side).
    static func expected(_ a: Int, _ b: Int, window: Double, active: Double, sameSide: Double) -> Double {
        guard active > 0 else { return 0 }
        return Double(a) * Double(b) * 2 * window / active * sameSide
    }

    /// Matches by chance for each second of a window's width: the formula above per underlying, side and hour of day, summed.
    static func perSecond(_ a: OpenSeries, _ b: OpenSeries, in range: ClosedRange<Int64>) -> Double {
        let (first, second) = (cells(a), cells(b))
        var meetings = 0
        for cell in first {
            for other in second where other == cell { meetings &+= 1 }
        }
        let hour = min(Double(sharedDays(a, b)) * 3600, Double(range.upperBound - range.lowerBound) / 1000)
        return hour > 0 ? Double(meetings) / hour : 0
    }

    /// Key and hour of day in one number.
    private static func cells(_ series: OpenSeries) -> [Int32] {
        zip(series.times, series.keys).map { time, key in key << 5 | Int32(truncatingIfNeeded: time / 3_600_000 % 24) }
    }

    /// Days on which both opened something.
    static func sharedDays(_ a: OpenSeries, _ b: OpenSeries) -> Int {
        var (days, i, j) = (0, 0, 0)
        while i < a.count, j < b.count {
            let (first, second) = (a.times[i] / 86_400_000, b.times[j] / 86_400_000)
            if first == second {
                days += 1
                while i < a.count, a.times[i] / 86_400_000 == first { i += 1 }
            } else if first < second {
                i += 1
            } else {
                j += 1
            }
        }
        return max(days, 1)
    }
}
