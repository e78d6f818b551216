import Glibc

/// Time spent in each part of the engine while a tape ran: of the processor, for this thread, so that a busy machine does not count.
struct RunClock {
    enum Part: Int, CaseIterable { case ticks, deals, settle, population }

    private var spent = [Double](repeating: 0, count: Part.allCases.count)
    private var counts = [Int](repeating: 0, count: Part.allCases.count)

    private static var microseconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) * 1e6 + Double(time.tv_nsec) / 1e3
    }

    /// - Parameter count: how many pieces of work it is.
    mutating func measure<Result>(_ part: Part, count: Int, _ body: () -> Result) -> Result {
        let begun = Self.microseconds
        let result = body()
        spent[part.rawValue] += Self.microseconds - begun
        counts[part.rawValue] += count
        return result
    }

    /// Microseconds a piece; nil when there was none.
    func microseconds(_ part: Part) -> Double? { counts[part.rawValue] > 0 ? spent[part.rawValue] / Double(counts[part.rawValue]) : nil }

    func count(_ part: Part) -> Int { counts[part.rawValue] }
    func seconds(_ part: Part) -> Double { spent[part.rawValue] / 1e6 }
}
