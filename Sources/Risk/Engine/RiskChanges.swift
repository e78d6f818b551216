import Brokerage

/// What changed since the last settlement. An empty one says that nothing did.
public struct RiskChanges: Sendable, Equatable {
    /// Accounts with new figures, without repeats.
    public var accounts: [AccountID] = []
    /// Accounts whose score, band or watermark changed.
    public var scores: [ScoreChange] = []
    /// Symbols (without suffix) whose exposure or price changed.
    public var symbols: [String] = []
    /// To be stored beside the deals.
    public var markouts: [MarkoutFact] = []
    public var alerts: [AlertSignal] = []
    /// To be stored; each replaces the earlier one of the same rule and subject.
    public var ruleStates: [RuleState] = []

    public init() {}
}

/// A score that changed.
public struct ScoreChange: Sendable, Equatable {
    public var account: AccountID
    public var brief: ScoreBrief

    public init(account: AccountID, brief: ScoreBrief) { (self.account, self.brief) = (account, brief) }
}
