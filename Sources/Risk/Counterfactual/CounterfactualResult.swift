import Glibc

/// What a policy of covering would have made of the past (risk-domain 8.4). USD, house side.
public struct CounterfactualResult: Sendable, Equatable {
    public var trades: Int
    public var days: Int
    public var policy: Outcome
    public var allKept: Outcome
    public var allCovered: Outcome
    public var current: Outcome
    /// Share of the notional that the policy would have covered; nil without any.
    public var shareRouted: Double?
    /// The policy's result less that of the others, with an 80 % interval over resampled blocks of days. Nil under ten days.
    public var overAllKept: Difference?
    public var overAllCovered: Difference?
    public var overCurrent: Difference?

    /// One way of doing it.
    public struct Outcome: Sendable, Equatable {
        public var usd = 0.0
        /// Deepest fall of the sum over days under its highest.
        public var drawdown = 0.0
        /// Result of the worst day; nil without days.
        public var worstDay: Double?
        /// The loss that 95 of 100 days stay under; nil under twenty days.
        public var valueAtRisk95: Double?
    }

    /// One way against another.
    public struct Difference: Sendable, Equatable {
        public var usd: Double
        public var low: Double
        public var high: Double
    }
}

extension CounterfactualResult {
    private static let resamples = 1000
    private static let minimumDays = 10

    /// - Parameter trades: in any order.
    public init(of trades: [RoutedTrade]) {
        var byDay: [Int64: (policy: Double, kept: Double, covered: Double, current: Double)] = [:]
        var (notional, routed) = (0.0, 0.0)
        for trade in trades {
            let day = byDay[trade.day] ?? (0, 0, 0, 0)
            byDay[trade.day] = (
                day.policy + trade.routed, day.kept + trade.kept, day.covered + trade.covered, day.current + trade.current
            )
            notional += trade.notional
            routed += trade.isRouted ? trade.notional : 0
        }
        let days = byDay.sorted { $0.key < $1.key }.map(\.value)
        self.init(
            trades: trades.count, days: days.count, policy: Outcome(days.map(\.policy)), allKept: Outcome(days.map(\.kept)),
            allCovered: Outcome(days.map(\.covered)), current: Outcome(days.map(\.current)), shareRouted: notional > 0 ? routed / notional : nil,
            overAllKept: Self.difference(days.map { $0.policy - $0.kept }),
            overAllCovered: Self.difference(days.map { $0.policy - $0.covered }),
            overCurrent: Self.difference(days.map { $0.policy - $0.current }))
    }

    private static func difference(_ days: [Double]) -> Difference? {
        guard days.count >= minimumDays else { return nil }
        var bootstrap = BlockBootstrap(seed: UInt64(days.count), expectedBlock: max(1, cbrt(Double(days.count))))
        let sums = (0..<resamples).map { _ in bootstrap.sum(of: days) }.sorted()
        return Difference(usd: days.reduce(0, +), low: sums[resamples / 10], high: sums[resamples * 9 / 10])
    }
}

extension CounterfactualResult.Outcome {
    init(_ days: [Double]) {
        var (sum, peak) = (0.0, 0.0)
        for day in days {
            sum += day
            peak = max(peak, sum)
            drawdown = max(drawdown, peak - sum)
        }
        (usd, worstDay) = (sum, days.min())
        guard days.count >= 20 else { return }
        valueAtRisk95 = max(0, -days.sorted()[days.count / 20])
    }
}
