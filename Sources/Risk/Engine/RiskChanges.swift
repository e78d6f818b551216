import Brokerage

/// What changed since the last settlement. An empty one says that nothing did.
public struct RiskChanges: Sendable, Equatable {
    /// Accounts with new figures, without repeats.
    public var accounts: [AccountID] = []
    /// Accounts whose score, band or sufficiency of data changed.
    public var scores: [ScoreChange] = []
    /// Symbols (without suffix) whose exposure or price changed.
    public var symbols: [String] = []
    /// To be stored beside the deals.
    public var markouts: [MarkoutFact] = []
    /// Days of symbols that finished: to be stored, each in place of an earlier one of the same symbol and day.
    public var dailyCloses: [DailyClose] = []
    public var alerts: [AlertSignal] = []
    /// To be stored; each replaces the earlier one of the same rule and subject.
    public var ruleStates: [RuleState] = []
    /// To be stored; each replaces the earlier one of its account.
    public var advice: [AdviceRecord] = []
    /// Faults of the own feeds that began, grew or ended; to be stored, each replaces the earlier one of its connection, symbol, kind and start.
    public var incidents: [FeedIncident] = []
    /// Accounts whose figures rest on a description of a symbol, or a currency, that changed since: give them to
    /// ``RiskEngine/rebuild(_:deals:markouts:)``.
    public var outdated: [AccountID] = []

    public init() {}

    /// These changes and those of the settlement after them, as one. What is outdated is what the later one says.
    public func followed(by later: RiskChanges) -> RiskChanges {
        var all = self
        let (known, named) = (Set(accounts), Set(symbols))
        all.accounts += later.accounts.filter { !known.contains($0) }
        all.symbols += later.symbols.filter { !named.contains($0) }
        all.scores += later.scores
        all.markouts += later.markouts
        all.dailyCloses += later.dailyCloses
        all.alerts += later.alerts
        all.ruleStates += later.ruleStates
        all.advice += later.advice
        all.incidents += later.incidents
        all.outdated = later.outdated
        return all
    }
}

/// A score that changed.
public struct ScoreChange: Sendable, Equatable {
    public var account: AccountID
    public var brief: ScoreBrief

    public init(account: AccountID, brief: ScoreBrief) { (self.account, self.brief) = (account, brief) }
}
