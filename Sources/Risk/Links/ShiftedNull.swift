/// What two accounts' openings match when one of them is moved round in time (risk-domain 7.1): chance as the accounts' own habits
/// make it.
///
/// All shifts are whole multiples of five minutes, so that trades on the minute or on a bar stay there. Shifts of up to an hour keep
/// busy and quiet spells, shifts of whole hours what an account does at the full hour, shifts of whole days what it does at a time of day.
struct ShiftedNull: Sendable, Equatable {
    /// The largest mean over any of the groups of shifts.
    private(set) var mean = 0.0
    /// Of all shifts.
    private(set) var deviation = 0.0
    private(set) var shifts = 0

    private static let day: Int64 = 86_400_000
    private static let minute: Int64 = 60_000
    private static let total = 200

    init(_ a: OpenSeries, _ b: OpenSeries, _ window: LagWindow, in range: ClosedRange<Int64>) {
        let origin = Whole.floorDivide(range.lowerBound, Self.day) * Self.day
        let days = Whole.floorDivide(range.upperBound - origin, Self.day) + 1
        let span = days * Self.day
        var (all, squares, wanted) = (0.0, 0.0, 0)
        func mean(_ shifts: some Sequence<Int64>) -> Double {
            var (sum, n) = (0.0, 0)
            for shift in shifts {
                let matches = Double(PairMatching.count(a, b, window, shift: shift, origin: origin, span: span))
                sum += matches
                squares += matches * matches
                n += 1
            }
            all += sum
            wanted += n
            return n > 0 ? sum / Double(n) : 0
        }
        let near = Self.bothWays((2...12).map { 5 * $0 }, span)
        let hours = Self.bothWays((2...12).map { 60 * $0 }, span)
        let whole = (1..<max(2, min(days, 31))).map { $0 * Self.day }.filter { $0 < span }
        var largest = max(mean(near), mean(hours), mean(whole))
        let rest = Int64(Self.total - wanted)
        let grid = 5 * Self.minute
        let step = max(grid, (span - 4 * grid) / (rest + 1) / grid * grid)
        largest = max(largest, mean((1...rest).map { 2 * grid + $0 * step }.filter { $0 < span }))
        self.mean = largest
        let average = all / Double(max(wanted, 1))
        deviation = max(0, squares / Double(max(wanted, 1)) - average * average).squareRoot()
        shifts = wanted
    }

    private static func bothWays(_ minutes: [Int64], _ span: Int64) -> [Int64] {
        minutes.flatMap { [$0 * minute, span - $0 * minute] }.filter { $0 > 0 && $0 < span }
    }

    /// How many deviations a count lies above a null (risk-domain 7.2): 18 over 2.1 ± 1.5 are 10.6.
    static func z(_ count: Double, mean: Double, deviation: Double) -> Double { deviation > 0 ? (count - mean) / deviation : 0 }
}
