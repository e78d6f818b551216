import Brokerage

/// How urgent an alert is.
public enum AlertSeverity: String, Sendable, CaseIterable, Comparable {
    /// For the digest.
    case info
    /// Look at it today.
    case warning
    /// Act now.
    case critical

    public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .info: 0
        case .warning: 1
        case .critical: 2
        }
    }
}

/// What an alert is about.
public struct AlertSubject: Sendable, Hashable {
    public enum Kind: String, Sendable, CaseIterable { case account, symbol, house }

    public var kind: Kind
    /// The account's id, the symbol's name, or `house`: with kind and rule it says which alert is meant.
    public var key: String
    /// For people: the login or the symbol.
    public var label: String

    public init(kind: Kind, key: String, label: String) {
        (self.kind, self.key, self.label) = (kind, key, label)
    }
}

/// What is to be done with a signal.
public enum AlertAction: String, Sendable {
    /// A new alert.
    case open
    /// A new alert too: the value passed the next step, or became more severe.
    case stepUp
    /// It happened again inside the cooldown: raise the counter of the newest alert of the same rule and subject.
    case count
}

/// A named figure that shows why an alert was raised.
public struct AlertEvidence: Sendable, Equatable {
    public var name: String
    public var value: String

    public init(_ name: String, _ value: String) { (self.name, self.value) = (name, value) }
}

/// A rule fired.
public struct AlertSignal: Sendable, Equatable {
    public var rule: String
    public var severity: AlertSeverity
    public var subject: AlertSubject
    /// In the rule's own unit, which the evidence names.
    public var value: Double
    public var threshold: Double
    public var action: AlertAction
    /// How often it happened since the last signal; more than one only with ``AlertAction/count``.
    public var occurrences: Int
    public var evidence: [AlertEvidence]
    public var deals: [DealID]
    public var account: AccountID?
}
