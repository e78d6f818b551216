import Brokerage

/// The live risk book of one tenant.
///
/// A plain value without clock, disk or network. Whoever owns it feeds it in this order: symbols, accounts, then deals and quotes by
/// time, then positions; and calls ``settle(at:)`` at the end of each batch to learn what changed. The cost of a deal does not grow
/// with the history. What deals and quotes built can be had again from the stored deals and the ``MarkoutFact``s by
/// ``rebuild(_:deals:markouts:)``, bit for bit.
public struct RiskEngine: Sendable {
    public internal(set) var settings: RiskSettings
    /// What is known of all clients together; ``refreshPopulation()`` takes it anew.
    public internal(set) var population = PopulationPrior.initial
    /// True while old history is taken in: rules that watch single trades then keep still, for what happened long ago is no news.
    public var isHistory = false
    let scale: ScoreScale

    var market = Market()
    var accounts: [ClientAccount] = []
    var numbers: [AccountID: Int] = [:]
    var alarms: Alarms
    var calendar = NewsCalendar()
    /// By currency, the earliest release that came in since the last settlement though deals had passed it.
    var lateReleases: [Int: Int64] = [:]
    /// Time of the newest deal of any account.
    var newestDeal = Int64.min
    var holders = HolderBook()
    var tally = HouseTally()
    var providers = ProviderBook()
    var tickets = TicketBook()
    /// By underlying, as of the last minute.
    var watch: [SymbolWatch] = []
    var watchedAt = Timestamp.distantPast
    /// What is learnt of the toxicity of trades. Weights come back from a snapshot and not from a replay, so scores use only the stored
    /// facts that a forecast left.
    var toxicity = ToxicityModels()
    /// How one-sided the clients' flow is, by underlying.
    var flows: [FlowImbalance] = []
    var links = Linker()
    var identities = IdentityBook()
    var review = LinkReview()

    /// By instrument: what its own feed taught; by underlying: the reference feed. Both grow when quotes come.
    var feeds: [FeedState] = []
    var references: [ReferenceTrack] = []
    var incidents = IncidentLog()
    /// Numbers of connections whose deals are stamped in whole seconds.
    var secondStamped: Set<Int> = []
    /// Feeds that the rules look at next.
    var followedFeeds: [Int] = []
    /// Reused by every quote.
    var due: [WatchList.Due] = []

    /// What ``settle(at:)`` will look at.
    var changed: [Int] = []
    var moved: [Int] = []
    var isRepriced = false
    var learned: [MarkoutFact] = []
    var outdated: [AccountID] = []
    /// Reused by every quote.
    var resolved: [ResolvedMarkout] = []
    var valuedAt = Timestamp.distantPast
    /// The time of the last settlement.
    var now = Timestamp.distantPast
    /// How prices move from day to day, as of the last day that finished.
    var factorModel: FactorModel?
    var factorModelKey: FactorModelKey?
    var factorModelAt = Timestamp.distantPast

    public init(settings: RiskSettings = RiskSettings()) {
        self.settings = settings
        scale = ScoreScale(baseRate: settings.baseRate)
        alarms = Alarms(settings)
    }

    /// Takes in a symbol's description. Accounts whose figures rest on an earlier, different one come back from ``settle(at:)`` as
    /// ``RiskChanges/outdated``.
    public mutating func define(_ symbol: Symbol, on connection: ConnectionID) {
        guard let (number, isRevaluation) = market.define(symbol, connection: market.connection(connection)) else { return }
        markMoved(number)
        if number < feeds.count { feeds[number].pip = 0 }
        if !holders.holders(of: number).isEmpty { recountClients() }
        guard market.instruments[number].isUsed || !market.instruments[number].held(keptOnly: false).isEmpty else { return }
        for index in accounts.indices where accounts[index].history.find(number) != nil {
            mark(index)
            if isRevaluation { outdated.append(accounts[index].id) }
        }
    }

    mutating func mark(_ index: Int) {
        guard !accounts[index].isChanged else { return }
        accounts[index].isChanged = true
        changed.append(index)
    }

    mutating func markMoved(_ instrument: Int) {
        guard !market.instruments[instrument].isChanged else { return }
        market.instruments[instrument].isChanged = true
        moved.append(instrument)
    }
}
