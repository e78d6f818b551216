import Brokerage

/// Where one rule stands with one subject, as it is stored, so that a restart raises nothing twice.
public struct RuleState: Sendable, Equatable {
    public var rule: String
    public var subjectKind: AlertSubject.Kind
    public var subjectKey: String
    public var alarm: AlarmState

    public init(rule: String, subjectKind: AlertSubject.Kind, subjectKey: String, alarm: AlarmState) {
        (self.rule, self.subjectKind, self.subjectKey, self.alarm) = (rule, subjectKind, subjectKey, alarm)
    }
}

/// What the life of an alarm leaves behind.
public struct AlarmState: Sendable, Equatable {
    /// When the newest alert was raised.
    public var raisedAt: Timestamp
    /// Steps passed by the newest alert.
    public var level: Int
    public var severity: AlertSeverity
    /// False between firing and re-arming.
    public var isArmed: Bool
    /// True while the last value was past the threshold.
    public var isBeyond: Bool
    /// Since when the value has been under the re-arm mark.
    public var calmSince: Timestamp?

    public init(raisedAt: Timestamp, level: Int, severity: AlertSeverity, isArmed: Bool, isBeyond: Bool, calmSince: Timestamp?) {
        (self.raisedAt, self.level, self.severity) = (raisedAt, level, severity)
        (self.isArmed, self.isBeyond, self.calmSince) = (isArmed, isBeyond, calmSince)
    }
}
