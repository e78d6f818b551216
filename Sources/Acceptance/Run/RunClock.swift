/// Time spent in each part of the engine while a tape ran.
struct RunClock {
    enum Part: Int, CaseIterable { case ticks, deals, settle, population }

    private var spent = [Duration](repeating: .zero, count: Part.allCases.count)
    private var counts = [Int](repeating: 0, count: Part.allCases.count)
    private let clock = ContinuousClock()

    mutating func measure<Result>(_ part: Part, count: Int, _ body: () -> Result) -> Result {
        let begun = clock.now
        let result = body()
        spent[part.rawValue] += clock.now - begun
        counts[part.rawValue] += count
        return result
    }

    /// Microseconds a piece; nil when there was none.
    func microseconds(_ part: Part) -> Double? {
        counts[part.rawValue] > 0 ? Double(spent[part.rawValue].components.attoseconds) / 1e12 / Double(counts[part.rawValue])
            + Double(spent[part.rawValue].components.seconds) * 1e6 / Double(counts[part.rawValue]) : nil
    }

    func count(_ part: Part) -> Int { counts[part.rawValue] }
    func seconds(_ part: Part) -> Double { (microseconds(part) ?? 0) * Double(counts[part.rawValue]) / 1e6 }
}
