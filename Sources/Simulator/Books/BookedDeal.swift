import Brokerage

/// A deal as the server keeps it. The time is in UTC milliseconds.
struct BookedDeal: Sendable, Equatable {
    /// MetaTrader's `Action`.
    enum Action: Int, Sendable {
        case buy = 0
        case sell = 1
        case balance = 2
        case credit = 3
        case charge = 4
        case correction = 5
        case bonus = 6
        case agentDaily = 10
        case dividend = 15
        case stopOutCompensation = 19

        /// Credit and bonus change the account's credit, all others its balance.
        var isCredit: Bool { self == .credit || self == .bonus }
        var isTrade: Bool { self == .buy || self == .sell }
    }

    /// MetaTrader's `Entry`.
    enum Entry: Int, Sendable {
        case opening = 0
        case closing = 1
        case reversal = 2
        case closeBy = 3
    }

    var ticket: Int64
    var account: Int
    var action: Action
    var time: Int64
    var entry = Entry.opening
    var reason = TradeReason.client
    var order: Int64 = 0
    var position: Int64 = 0
    /// Place in the catalogue, or -1 for balance operations.
    var symbol = -1
    var lots = Lots.zero
    var lotsClosed = Lots.zero
    var price = Price.zero
    var stopLoss = Price.zero
    var takeProfit = Price.zero
    var profit = Money.zero
    var storage = Money.zero
    var commission = Money.zero
    /// In the symbol's profit currency.
    var profitRaw = Money.zero
    /// Deposit currency in one unit of profit or margin currency, in hundred-millionths.
    var rateProfit: Int64 = 0
    var rateMargin: Int64 = 0
    var pricePosition = Price.zero
    var priceGateway = Price.zero
    var marketBid = Price.zero
    var marketAsk = Price.zero
    var expert: Int64 = 0
    var comment = ""
    var externalID = ""
    /// MetaTrader's `ModifyFlags`.
    var modifyFlags = 0

    /// What it did to the balance or the credit.
    var net: Money { profit + storage + commission }
}
