import Brokerage

/// Something that a rule found and a person should see.
public struct Alert: Sendable, Equatable {
    public enum Severity: String, Sendable, CaseIterable {
        case info, warning, critical
    }

    public enum State: String, Sendable, CaseIterable {
        case open, acknowledged
        case inWork = "in_work"
        case closed
    }

    /// What it turned out to be.
    public enum Outcome: String, Sendable, CaseIterable {
        case truePositive = "true_positive"
        case falsePositive = "false_positive"
        /// True, and the risk is accepted.
        case accepted
    }

    /// What the alert is about.
    public struct Subject: Sendable, Hashable {
        /// `account`, `symbol`, and so on.
        public var kind: String
        /// Which one, for programs.
        public var id: String
        /// Which one, for people.
        public var label: String

        public init(kind: String, id: String, label: String) { (self.kind, self.id, self.label) = (kind, id, label) }
    }

    public var id: AlertID
    public var rule: String
    public var severity: Severity
    public var state: State
    public var subject: Subject
    /// The account it is about, where it is about one.
    public var account: AccountID?
    public var value: Double
    public var threshold: Double
    /// How many steps past the threshold it was raised at.
    public var level: Int
    /// How often the rule struck while the alert was not closed.
    public var count: Int
    /// A JSON value.
    public var evidence: String
    public var openedAt: Timestamp
    public var updatedAt: Timestamp
    public var acknowledgedAt: Timestamp?
    public var closedAt: Timestamp?
    public var assignee: UserID?
    public var outcome: Outcome?
    public var note: String?
}

/// An alert about to be raised.
public struct AlertDraft: Sendable, Equatable {
    public var rule: String
    public var severity: Alert.Severity
    public var subject: Alert.Subject
    public var account: AccountID?
    public var value: Double
    public var threshold: Double
    public var level: Int
    public var evidence: String

    public init(
        rule: String, severity: Alert.Severity, subject: Alert.Subject, account: AccountID? = nil, value: Double, threshold: Double,
        level: Int = 0, evidence: String = "[]"
    ) {
        (self.rule, self.severity, self.subject, self.account) = (rule, severity, subject, account)
        (self.value, self.threshold, self.level, self.evidence) = (value, threshold, level, evidence)
    }
}
