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
