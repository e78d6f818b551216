import Brokerage

/// When a client's results change for the better against his own past (risk-domain 5.7). Closes that he did not decide are left out, and
/// trades that close together count as one.
struct StyleDetector: Sendable, BitwiseCopyable {
    /// Results have far tails: beyond this many deviations one says no more.
    private static let largestZ = 3.0

    private var n: UInt32 = 0
    private var mean = 0.0
    private var squares = 0.0
    private var cusum = Cusum()
    /// Sum of results since the sum left zero, in basis points.
    private var since: Float = 0
    /// The newest alarm: when, after how many observations, the mean before and after.
    private(set) var alarmedAt: Int64 = .min
    private(set) var alarms: UInt16 = 0
    private(set) var length: UInt16 = 0
    private(set) var before: Float = 0
    private(set) var after: Float = 0
    private(set) var recent = RecentDeals()

    mutating func add(_ cluster: TripCluster, at time: Int64, deal: DealID, _ thresholds: StyleThresholds) {
        guard cluster.decisions > 0 else { return }
        let result = Double(cluster.decisionSum) / Double(cluster.decisions)
        if n >= UInt32(thresholds.warmUp), squares > 0 {
            let deviation = (squares / Double(n - 1)).squareRoot()
            cusum.add(min(max((result - mean) / deviation, -Self.largestZ), Self.largestZ), slack: thresholds.slack)
            since = cusum.length > 0 ? since + Float(result) : 0
            if cusum.length > 0 { recent.add(deal) }
            if Double(cusum.sum) > thresholds.limit { alarm(at: time) }
        }
        n &+= 1
        let away = result - mean
        mean += away / Double(n)
        squares += away * (result - mean)
    }

    /// Notes the change and learns the client anew.
    private mutating func alarm(at time: Int64) {
        (alarmedAt, length, alarms) = (time, cusum.length, min(alarms, .max - 1) + 1)
        (before, after) = (Float(mean), since / Float(max(cusum.length, 1)))
        (n, mean, squares, cusum, since) = (0, 0, 0, Cusum(), 0)
    }

    /// Changed within the time given, to results that earn.
    func hasChanged(asOf time: Int64, _ thresholds: StyleThresholds) -> Bool {
        alarmedAt != .min && time.subtractingSaturated(alarmedAt) <= thresholds.memory.microseconds && after > 0
    }
}

extension ScoreTerm {
    /// A label: a change is not a harm.
    static let styleChange = ScoreTerm(
        code: "style_change", title: "Change of style",
        innocentExplanation: "A new market phase that suits an old way of trading; one alarm in some hundreds of trades comes by chance.",
        logOdds: { _ in 0 },
        explain: { account, _, settings in
            let style = account.history.patterns.style
            return ScoreEvidence(
                text: "Over \(style.length) results the client made \(Figure.text(Double(style.after))) bps of notional, after "
                    + "\(Figure.text(Double(style.before))) bps before; the cumulative sum passed \(Figure.text(settings.patterns.style.limit, 0)) deviations.",
                n: Int(style.length), money: nil, deals: style.recent)
        }, isFound: { $0.patterns.contains(.styleChange) })
}
