/// How often a rule was right, by people's own judgement (risk-domain 9).
public struct RulePrecision: Sendable, Equatable {
    public var rule: String
    public var raised: Int
    /// Closed as right or as wrong.
    public var judged: Int
    public var confirmed: Int

    public init(rule: String, raised: Int, judged: Int, confirmed: Int) {
        (self.rule, self.raised, self.judged, self.confirmed) = (rule, raised, judged, confirmed)
    }

    /// Confirmed of judged; nil before the first judgement.
    public var precision: Double? { judged > 0 ? Double(confirmed) / Double(judged) : nil }
    /// The precision's 95 % interval by Wilson; nil before the first judgement.
    public var interval: ClosedRange<Double>? { judged > 0 && (0...judged).contains(confirmed) ? Share.wilson(confirmed, of: judged) : nil }
}
