import Brokerage

/// An account as it stands, money in its own currency, from the client's side.
public struct AccountFigures: Sendable, Equatable {
    public var id: AccountID
    public var connection: ConnectionID
    public var login: Int64
    public var group: String
    public var currency: String?
    public var name: String?
    public var leverage: Int?
    public var book: Book
    public var balance: Money
    public var credit: Money
    /// Nil with ``reason``.
    public var equity: Money?
    public var floating: Money?
    public var margin: Money?
    /// In percent. Nil when nothing is open or with ``reason``.
    public var marginLevel: Double?
    /// What is open, net by symbol, over the equity (risk-domain 3.7).
    public var leverageInUse: Double?
    /// What the account can still lose before the server closes it, in its currency. Nil when nothing is open.
    public var lossToStopOut: Double?
    /// The move against the account that loses it. Nil unless just one symbol is open.
    public var pipsToStopOut: Double?
    /// The same in deviations of what the open positions do together within ``MarketRiskSettings/stopOutHorizon``, and the chance of
    /// touching it within that time. Nil while too little is known of a price's past.
    public var sigmaToStopOut: Double?
    public var touchChance: Double?
    /// Why something above is missing.
    public var reason: MissingReason?
    public var deals: Int
    public var roundTrips: Int
    /// Closes whose opening is older than the known history; they are in the money but in no statistic.
    public var incompleteTrips: Int
    /// Lots of all trades, opens and closes.
    public var volume: Lots
    /// Profit, swap, commission and fee of all trades.
    public var profit: Money
    public var deposits: Money
    public var withdrawals: Money
    public var openPositions: Int
    public var lastDealAt: Timestamp?
    public var statistics: TradingStatistics
    /// Nil for accounts that are not scored; ``scoreReason`` says why.
    public var score: ScoreBrief?
    public var scoreReason: MissingReason?
    public var advice: BookAdvice?
}
