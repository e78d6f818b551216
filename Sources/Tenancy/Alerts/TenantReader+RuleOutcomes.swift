import Brokerage
import GRDB

/// What became of one rule's alerts.
public struct RuleOutcomes: Sendable, Equatable {
    public var rule: String
    public var raised: Int
    /// Closed as right or as wrong.
    public var judged: Int
    /// Closed as right.
    public var confirmed: Int

    public init(rule: String, raised: Int, judged: Int, confirmed: Int) {
        (self.rule, self.raised, self.judged, self.confirmed) = (rule, raised, judged, confirmed)
    }
}

extension TenantReader {
    /// What became of every rule's alerts, by rule. One that was accepted as a risk was right.
    public func ruleOutcomes() throws -> [RuleOutcomes] {
        try db.rows(Self.outcomes) { columns in
            RuleOutcomes(rule: columns.text(), raised: columns.int(), judged: columns.int(), confirmed: columns.int())
        }
    }

    private static let outcomes = """
        SELECT rule, count(*), count(outcome), sum(CASE WHEN outcome IN ('true_positive', 'accepted') THEN 1 ELSE 0 END)
        FROM alerts GROUP BY rule ORDER BY rule
        """
}
