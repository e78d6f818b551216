import Brokerage
import GRDB

/// Where a rule stands with one subject, so that a restart neither repeats nor forgets an alert.
public struct StoredRuleState: Sendable, Equatable {
    public var rule: String
    public var subjectKind: String
    public var subjectKey: String
    /// When the newest alert was raised.
    public var raisedAt: Timestamp
    /// Steps passed by the newest alert.
    public var level: Int
    public var severity: String
    /// Whether the rule may raise an alert.
    public var isArmed: Bool
    /// Whether the last value was past the threshold.
    public var isBeyond: Bool
    /// Since when the value is low enough for arming again.
    public var calmSince: Timestamp?

    public init(
        rule: String, subjectKind: String, subjectKey: String, raisedAt: Timestamp, level: Int, severity: String, isArmed: Bool,
        isBeyond: Bool, calmSince: Timestamp?
    ) {
        (self.rule, self.subjectKind, self.subjectKey, self.raisedAt) = (rule, subjectKind, subjectKey, raisedAt)
        (self.level, self.severity, self.isArmed, self.isBeyond, self.calmSince) = (level, severity, isArmed, isBeyond, calmSince)
    }
}

extension TenantWriter {
    public func save(ruleState state: StoredRuleState) throws {
        try db.run(
            """
            INSERT OR REPLACE INTO rule_states (rule, subject_kind, subject, raised_at, level, severity, armed, beyond, below_since)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                state.rule, state.subjectKind, state.subjectKey, state.raisedAt.microseconds, state.level, state.severity, state.isArmed,
                state.isBeyond, state.calmSince?.microseconds,
            ])
    }
}

extension TenantReader {
    /// Where all rules stand, by rule and subject.
    public func ruleStates() throws -> [StoredRuleState] {
        try db.rows(Self.ruleStateSelection) {
            StoredRuleState(
                rule: $0.text(), subjectKind: $0.text(), subjectKey: $0.text(), raisedAt: $0.microseconds(), level: $0.int(),
                severity: $0.text(), isArmed: $0.flag(), isBeyond: $0.flag(), calmSince: $0.optionalMicroseconds())
        }
    }

    private static let ruleStateSelection = """
        SELECT rule, subject_kind, subject, raised_at, level, severity, armed, beyond, below_since
        FROM rule_states ORDER BY rule, subject_kind, subject
        """
}
