import Brokerage

/// One alert rule: what it measures, of whom, and how it is told. Adding one is a file with a `static let` and a line in ``all``.
struct Rule: Sendable {
    let id: String
    /// How long repeats are counted instead of raised again.
    let cooldown: Duration
    let metric: Metric

    enum Metric: Sendable {
        /// Looked at, with the owner's clock, whenever the account changed. Nil says that it cannot be told.
        case account(
            read: @Sendable (borrowing ClientAccount, borrowing Market, borrowing RiskSettings, Timestamp) -> Reading?,
            explain: @Sendable (borrowing ClientAccount, borrowing Market, borrowing RiskSettings) -> Explanation)
        /// Looked at with each trade as it arrives.
        case deal(read: @Sendable (borrowing TradeSeen, borrowing RiskSettings) -> (reading: Reading, explanation: Explanation)?)
        /// Looked at when something happened to a symbol's own feed, and until that is over.
        case feed(read: @Sendable (borrowing FeedReading, borrowing RiskSettings) -> (reading: Reading, explanation: Explanation))
        /// Looked at whenever the symbol's exposure or price changed.
        case symbol(read: @Sendable (borrowing SymbolExposure, borrowing RiskSettings) -> (reading: Reading, explanation: Explanation)?)
        /// Looked at once a minute.
        case house(read: @Sendable (borrowing HouseWatch, borrowing RiskSettings) -> (reading: Reading, explanation: Explanation)?)
    }

    /// All rules; the position is the rule's number, so new ones go to the end.
    static let all: [Rule] = [
        .symbolNet, .largeOrder, .marginCall, .profitableScalper, .martingale, .newAccountFastGain,
        .toxicEdge, .severeToxicEdge, .bookAdvice,
        .copyCluster, .mirrorPair, .blockedIdentity, .clusterExposure,
        .latency, .offMarket, .feedFrozen, .feedLag, .feedSpike, .feedSpread,
        .grid, .newsTrader, .styleChange, .sharpDeals, .bonusAbuse, .swapArbitrage, .churning, .cashPattern, .orderBurst, .highLeverage,
        .slippageAsymmetry, .dayProfit, .openProfit, .nearStopOut, .stopOutDone, .negativeBalance,
        .coverBreak, .valueAtRisk, .stressLoss, .bookLoss, .symbolLoss, .cascadeRisk,
        .currencyNet, .exposureJump, .clientConcentration, .leverageCap,
    ]
    static let numbers: [String: Int] = Dictionary(uniqueKeysWithValues: all.enumerated().map { ($1.id, $0) })
}

/// What shows that a rule was right.
struct Explanation: Sendable {
    var evidence: [AlertEvidence] = []
    var deals: [DealID] = []
}

/// A trade as it arrived, before it counts in the account's own habits.
struct TradeSeen: Sendable {
    var deal: DealID
    var account: AccountID
    var login: Int64
    var time: Timestamp
    var symbol: String
    var lots: Lots
    /// At the newest rate; nil when it cannot be told.
    var notionalUSD: Double?
    /// The account's median opening order in lots; nil for an order that is too ordinary to be compared with it.
    var median: Double?
    /// How many opening orders came before.
    var orders: Int
    var isOpening: Bool
    var reason = DealReason.client
    /// Whether as an opening it is one more than ten in sixty seconds.
    var isBurst = false
    /// Orders of the account in the sixty seconds before it, this included.
    var ordersInMinute = 0.0
}

/// A symbol's exposure of the house.
struct SymbolExposure: Sendable {
    var name: String
    var houseNetUSD: Double
    var limit: Double
    var netLots: Lots
    /// Fills at better and at worse prices than requested.
    var slippage = SlippageTally()
    /// Nil where no fills of providers are known.
    var cover: SymbolCover?
    /// The house's result of the day, as of the last minute.
    var dayUSD: Double?
    /// What a day's deviation would close, as of the last minute.
    var cascade: SymbolCascade?
    /// The house's net in the last minutes, oldest first.
    var recentNetsUSD: [Double] = []
}
